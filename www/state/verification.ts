/** What became of the suspects in the repaired program, and how far the answer is. */
import { signal } from '@preact/signals';
import type { Verification as Answer } from '../engine/findings';
import type { EngineError } from '../engine/protocol';
import type { SnapshotKey } from './snapshots';

export type Verification =
  | { readonly kind: 'none' }
  /** The suspects are not named yet, or something of the repaired program is still being computed. */
  | { readonly kind: 'waiting'; readonly keys: string }
  | { readonly kind: 'running'; readonly keys: string }
  | {
      readonly kind: 'ready';
      readonly keys: string;
      /** The snapshots of the leaking program, the oldest first. */
      readonly leaking: readonly SnapshotKey[];
      /** Those of the repaired one. */
      readonly repaired: readonly SnapshotKey[];
      /** The snapshot whose engine keeps the answer. */
      readonly latest: SnapshotKey;
      readonly answer: Answer;
    }
  | { readonly kind: 'failed'; readonly keys: string; readonly error: EngineError };

export const verification = signal<Verification>({ kind: 'none' });
