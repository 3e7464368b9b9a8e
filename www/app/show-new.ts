/**
 * Leads from a suspect to what is new of a class. Where a class has no new objects of its own, because it is counted under
 * another name or what grew was there before, all its objects are shown: no link ends in an empty table.
 */
import { DEFAULT_SORT, reveal, revealNew, view } from '../state/navigation';
import { apart, pair } from '../state/pair';
import { shownComparison } from '../state/comparison';
import { answerOf } from '../state/task';
import { ask } from './engines';

/** More classes than this have no name in common. */
const MOST_CLASSES = 10_000;

export async function showNew(className: string): Promise<void> {
  const from = view.peek();
  const found = await hasNew(className);
  // Who has gone elsewhere meanwhile stays there.
  if (view.peek() !== from) return;
  if (found) revealNew(className);
  else reveal('newer', className);
}

async function hasNew(className: string): Promise<boolean> {
  const { task, keys } = shownComparison.peek();
  const ready = answerOf(task, keys);
  const newer = pair.peek()?.newer.key;
  // Comparison says itself that it is still on its way.
  if (ready === null || newer === undefined) return true;
  const range = { filter: className, from: 0, count: MOST_CLASSES };
  if (apart.peek() !== null) {
    const { rows } = await ask(newer, 'timeline', [ready.keys, { sort: DEFAULT_SORT.timeline, ...range }]);
    return rows.some(({ name, counts }) => name === className && (counts.at(-1) ?? 0) > 0);
  }
  const { rows } = await ask(newer, 'comparison', [ready.keys, { sort: DEFAULT_SORT.comparison, ...range }]);
  return rows.some(({ name, newCount }) => name === className && newCount > 0);
}
