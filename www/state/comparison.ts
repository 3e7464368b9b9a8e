/** How far the comparison of the chosen pair is. */
import { computed, signal } from '@preact/signals';
import type { ResultName } from '../engine/protocol';
import { apart, pair, pairKeys, seriesKeys } from './pair';
import type { SnapshotKey } from './snapshots';
import { answerOf, type Task } from './task';
import { timeline } from './timeline';

/** By id, for the chosen pair; its engines have the rows. */
export const comparison = signal<Task<null>>({ kind: 'none' });

/** The comparison in which a snapshot is the newer one, if there is one by now. */
export function comparisonOf(newer: SnapshotKey): ResultName | null {
  if (pair.value?.newer.key !== newer) return null;
  return answerOf(comparison.value, pairKeys.value)?.keys ?? null;
}

/** What Comparison shows: the pair by id, or two processes class by class, as in Timeline; and under which name. */
export const shownComparison = computed<{ readonly task: Task<null>; readonly keys: string | null }>(() =>
  apart.value === null
    ? { task: comparison.value, keys: pairKeys.value }
    : { task: timeline.value, keys: seriesKeys.value },
);
