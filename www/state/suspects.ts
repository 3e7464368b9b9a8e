/** How far the naming of suspects is, for the series of snapshots that begins and ends with the chosen pair. */
import { signal } from '@preact/signals';
import type { Findings } from '../engine/findings';
import type { EngineError } from '../engine/protocol';
import type { SnapshotKey } from './snapshots';

export type Suspects =
  | { readonly kind: 'none' }
  /** What they are named from is still being read, compared or computed. */
  | { readonly kind: 'waiting'; readonly seriesKeys: string }
  | { readonly kind: 'running'; readonly seriesKeys: string; readonly step: Step }
  | {
      readonly kind: 'ready';
      readonly seriesKeys: string;
      /** The snapshots, the oldest first. */
      readonly series: readonly SnapshotKey[];
      /** The snapshot that the findings are about. */
      readonly latest: SnapshotKey;
      readonly findings: Findings;
    }
  | { readonly kind: 'failed'; readonly seriesKeys: string; readonly error: EngineError };

/** First the earlier snapshots tell what lived in them, then the latest finds out who holds what is new. */
export type Step = 'earlier snapshots' | 'latest snapshot';

export const suspects = signal<Suspects>({ kind: 'none' });
