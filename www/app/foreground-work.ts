/**
 * When the engines compute what nobody has asked for yet. A comparison needs no retained sizes, so while a file is being
 * read or a pair compared, the engines that are ready rest: the processor and its memory belong to the first answer.
 */
import { computed, effect } from '@preact/signals';
import { shownComparison } from '../state/comparison';
import { readySnapshots, snapshots } from '../state/snapshots';
import { engines } from './engines';

const isReading = computed(() => snapshots.value.some(({ life }) => life.kind === 'reading'));

const isComparing = computed(() => {
  const { task, keys } = shownComparison.value;
  if (keys === null) return false;
  return task.kind === 'none' || task.kind === 'waiting' || task.kind === 'running' || task.keys !== keys;
});

/** Whether a first answer is still under way: nothing else may cost time then. */
export const foregroundBusy = computed(() => isReading.value || isComparing.value);

const readyKeys = computed(() => readySnapshots.value.map(({ key }) => key).join(' '));

export function restWhileForegroundBusy(): void {
  effect(() => {
    const allowed = !foregroundBusy.value;
    // A snapshot that has just become ready has to be told, too.
    void readyKeys.value;
    for (const engine of engines.values()) engine.allowBackground(allowed);
  });
}
