/**
 * Names the suspects of the series of open snapshots, without being asked; of a single one it says what is held, when the
 * view is looked at. It starts when the comparison stands and retained sizes, which it needs, are there: every earlier
 * snapshot hands out columns, which go to the latest.
 */
import { computed } from '@preact/signals';
import { view } from '../state/navigation';
import { series, seriesKeys } from '../state/pair';
import { type Named, type Step, suspects } from '../state/suspects';
import { earlierColumns } from './earlier-columns';
import { foregroundBusy } from './foreground-work';
import { keepAnswered } from './run-latest';
import { markPhase } from './timing';

const mayStart = computed(
  () =>
    !foregroundBusy.value &&
    (series.value.length > 1 || view.value === 'suspects') &&
    series.value.every(({ life }) => life.done.includes('retained sizes')),
);

export function startSuspectsTask(): () => void {
  return keepAnswered<Named, Step>('suspects', suspects, () => {
    const keys = seriesKeys.value;
    const all = series.peek().map(({ key }) => key);
    const latest = all.at(-1);
    if (keys === null || latest === undefined) return null;
    return {
      keys,
      mayStart: mayStart.value,
      find: async (run) => {
        const started = performance.now();
        run.reached('earlier snapshots');
        const earlier = await earlierColumns(run, latest, all.slice(0, -1));
        run.reached('latest snapshot');
        const findings = await run.ask(latest, 'suspects', [keys, earlier]);
        markPhase('suspects-ready', latest, started);
        return { series: all, latest, findings };
      },
    };
  });
}
