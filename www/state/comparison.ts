/** How far the comparison of the chosen pair is. */
import { computed, signal } from '@preact/signals';
import { apart, pairKeys, seriesKeys } from './pair';
import type { Task } from './task';
import { timeline } from './timeline';

/** By id, for the chosen pair; its engines have the rows. */
export const comparison = signal<Task<null>>({ kind: 'none' });

/** What Comparison shows: the pair by id, or two processes class by class, as in Timeline; and under which name. */
export const shownComparison = computed<{ readonly task: Task<null>; readonly keys: string | null }>(() =>
  apart.value === null
    ? { task: comparison.value, keys: pairKeys.value }
    : { task: timeline.value, keys: seriesKeys.value },
);
