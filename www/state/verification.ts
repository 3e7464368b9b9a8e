/** What became of the suspects in the repaired program, and how far the answer is. */
import { signal } from '@preact/signals';
import type { Verification } from '../engine/findings';
import type { SnapshotKey } from './snapshots';
import type { Task } from './task';

export interface Verified {
  /** The snapshots of the leaking program, the oldest first. */
  readonly leaking: readonly SnapshotKey[];
  /** Those of the repaired one; the engine of the last one keeps the answer. */
  readonly repaired: readonly SnapshotKey[];
  readonly latest: SnapshotKey;
  readonly answer: Verification;
}

export const verification = signal<Task<Verified>>({ kind: 'none' });
