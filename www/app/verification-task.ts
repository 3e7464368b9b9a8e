/**
 * Tells what became of the suspects, without being asked, as soon as two snapshots of the repaired program are open: the
 * leaking program's latest snapshot says which suspects are expected, the repaired one's earlier snapshots hand out their columns, and
 * its latest looks for it. Waits until the suspects are named and retained sizes are there.
 */
import { computed } from '@preact/signals';
import { repaired, seriesKeys, verificationKeys } from '../state/pair';
import { suspects } from '../state/suspects';
import { answerOf } from '../state/task';
import { type Verified, verification } from '../state/verification';
import { foregroundBusy } from './foreground-work';
import { earlierColumns } from './earlier-columns';
import { keepAnswered } from './run-latest';

const named = computed(() => answerOf(suspects.value, seriesKeys.value));

const isComputed = computed(
  () => !foregroundBusy.value && repaired.value.every(({ life }) => life.done.includes('retained sizes')),
);

export function startVerificationTask(): () => void {
  return keepAnswered<Verified>('verification', verification, () => {
    const keys = verificationKeys.value;
    const from = named.value;
    const mayStart = from !== null && isComputed.value;
    const snapshots = repaired.peek().map(({ key }) => key);
    const latest = snapshots.at(-1);
    if (keys === null || latest === undefined) return null;
    return {
      keys,
      mayStart,
      find: async (run) => {
        if (from === null) throw new Error('Verification has begun before suspects are named.');
        const { series: leaking, latest: last } = from.value;
        const expected = await run.ask(last, 'expectedSuspects', [from.keys]);
        const earlier = await earlierColumns(run, latest, snapshots.slice(0, -1), true);
        const answer = await run.ask(latest, 'verify', [keys, expected, earlier]);
        return { leaking, repaired: snapshots, latest, answer };
      },
    };
  });
}
