/**
 * Puts a series of snapshots side by side, class by class: the latest tells which plain objects look alike, the earlier
 * ones hand out the sums of their classes by it, and the latest keeps them. Done when Timeline is looked at; and for the
 * Comparison of two processes, which is this.
 */
import { view } from '../state/navigation';
import { apart, series, seriesKeys } from '../state/pair';
import { timeline } from '../state/timeline';
import { keepAnswered } from './run-latest';
import { markPhase } from './timing';

export function startTimelineTask(): () => void {
  return keepAnswered('timeline', timeline, () => {
    const keys = seriesKeys.value;
    const mayStart = view.value === 'timeline' || apart.value !== null;
    const snapshots = series.peek().map(({ key }) => key);
    const latest = snapshots.at(-1);
    if (keys === null || latest === undefined) return null;
    return {
      keys,
      mayStart,
      find: async (run) => {
        const started = performance.now();
        const interfaces = await run.ask(latest, 'interfaces', []);
        const earlier = snapshots.slice(0, -1).map((key) => run.ask(key, 'classSums', [interfaces]));
        await run.ask(latest, 'setTimeline', [keys, await Promise.all(earlier)]);
        if (apart.peek() !== null) markPhase('comparison-ready', latest, started);
        return null;
      },
    };
  });
}
