/**
 * When the engines compute what nobody has asked for yet. A comparison needs no retained sizes, so while a file is being
 * read or a pair compared, the engines that are ready rest: the processor and its memory belong to the first answer.
 */
import { computed, effect } from '@preact/signals';
import { comparison } from '../state/comparison';
import { pairKeys } from '../state/pair';
import { readySnapshots, snapshots } from '../state/snapshots';
import { engines } from './engines';

const isReading = computed(() => snapshots.value.some(({ life }) => life.kind === 'reading'));

const isComparing = computed(() => {
  if (pairKeys.value === null) return false;
  const now = comparison.value;
  return now.kind === 'none' || now.kind === 'running' || now.pairKeys !== pairKeys.value;
});

/** Whether a first answer is still under way: nothing else may cost time then. */
export const othersAreFirst = computed(() => isReading.value || isComparing.value);

const readyKeys = computed(() => readySnapshots.value.map(({ key }) => key).join(' '));

export function restWhileOthersAreFirst(): void {
  effect(() => {
    const allowed = !othersAreFirst.value;
    // A snapshot that has just become ready has to be told, too.
    void readyKeys.value;
    for (const engine of engines.values()) engine.allowBackground(allowed);
  });
}
