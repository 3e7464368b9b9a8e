/**
 * An exercise of Practise: its snapshots are in one archive, fetched before the lock, and are opened a pair at a time. The
 * address has the exercise and its step, so that a reload goes on with it.
 */
import { effect } from '@preact/signals';
import { type ExerciseName, practice, type Step, STEPS } from '../state/practice';
import { chosenView } from '../state/navigation';
import { snapshots } from '../state/snapshots';
import { openEntriesOf } from './files';

/** The snapshots of the leaking program, and of the repaired one. */
const LEAKING = ['before.heapsnapshot', 'after.heapsnapshot'];
const REPAIRED = LEAKING.map((name) => `fixed-${name}`);

/** `asked` is what follows the page's address: it may have the step that somebody was at. */
export function startPractice(exercise: ExerciseName, asked: URLSearchParams, archive: File): void {
  const step = STEPS.find((name) => name === asked.get('step')) ?? 'read';
  practice.value = { exercise, archive, step };
  openEntriesOf(archive, LEAKING);
  effect(() => {
    const now = practice.value;
    const search = now === null ? '' : `?practise=${now.exercise}&step=${now.step}`;
    history.replaceState(history.state, '', location.pathname + search + location.hash);
  });
}

export function goTo(step: Step): void {
  if (practice.value !== null) practice.value = { ...practice.value, step };
}

export const hasRepaired = (): boolean => snapshots.value.some(({ fileName }) => REPAIRED.includes(fileName));

/** Opens the second pair; Verify comes first then, as long as no other view is asked for. */
export function openRepaired(): void {
  if (practice.value === null || hasRepaired()) return;
  chosenView.value = null;
  openEntriesOf(practice.value.archive, REPAIRED);
}

/** Ends it; what is open stays open. */
export function endPractice(): void {
  practice.value = null;
}
