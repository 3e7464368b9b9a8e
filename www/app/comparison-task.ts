/**
 * Compares the chosen pair by id, if both are of one process: the newer snapshot tells which plain objects look alike, the
 * older one sorts its objects into the newer one's classes, and the sorted columns go to the newer one; what is gone goes
 * back to the older one. Two processes are only put side by side (see timeline-task.ts).
 */
import { comparison } from '../state/comparison';
import { apart, pair, pairKeys } from '../state/pair';
import { keepAnswered } from './run-latest';
import { markPhase } from './timing';

export function startComparisonTask(): () => void {
  return keepAnswered('comparison', comparison, () => {
    const keys = pairKeys.value;
    const chosen = pair.peek();
    if (keys === null || chosen === null || apart.value !== null) return null;
    const [older, newer] = [chosen.older.key, chosen.newer.key];
    return {
      keys,
      mayStart: true,
      find: async (run) => {
        const started = performance.now();
        const interfaces = await run.ask(newer, 'interfaces', []);
        const prepared = run.ask(newer, 'prepareComparison', []);
        const [base] = await Promise.all([run.ask(older, 'baseClasses', [interfaces]), prepared]);
        const deleted = await run.ask(newer, 'compare', [keys, base]);
        await run.ask(older, 'setDeleted', [keys, deleted]);
        markPhase('comparison-ready', newer, started);
        return null;
      },
    };
  });
}
