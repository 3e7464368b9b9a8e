/** How far the naming of suspects is, for the series of snapshots that begins and ends with the chosen pair. */
import { signal } from '@preact/signals';
import type { Findings } from '../engine/findings';
import type { SnapshotKey } from './snapshots';
import type { Task } from './task';

/** The suspects, and the snapshots that they are named from, the oldest first; the last one's engine keeps them. */
export interface Named {
  readonly series: readonly SnapshotKey[];
  readonly latest: SnapshotKey;
  readonly findings: Findings;
}

/** First the earlier snapshots tell what lived in them, then the latest finds out who holds what is new. */
export type Step = 'earlier snapshots' | 'latest snapshot';

export const suspects = signal<Task<Named, Step>>({ kind: 'none' });
