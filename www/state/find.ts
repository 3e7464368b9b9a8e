/** What is looked for with the find bar, in which snapshot, and how far the search is. */
import { computed, signal } from '@preact/signals';
import type { FindProgress } from '../engine/node-filter';
import { isOfOne, summarySide, view } from './navigation';
import { snapshotOn } from './pair';

export interface Finding {
  readonly text: string;
  readonly matchCase: boolean;
}

/** What was typed; null while the bar is closed. Not in the address: it may be a name or a text of the heap. */
export const finding = signal<Finding | null>(null);

/** Whether Enter was pressed: the focus goes to the results, also when they are on their way yet. */
export const goesToResults = signal(false);

/** Whether the results stand in the place of the view. */
export const isFinding = computed(() => finding.value !== null && finding.value.text.trim() !== '');

/** The snapshot that is searched: the shown one, and of two that are compared the newer one. */
export const searched = computed(() => snapshotOn(isOfOne(view.value) ? summarySide.value : 'newer'));

/** How far the search is, or what is wrong with what was typed. */
export const findProgress = signal<FindProgress | string | null>(null);
