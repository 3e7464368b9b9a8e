/** The source maps that a person has given, what became of them, and how often open snapshots were renamed by them. */
import { signal } from '@preact/signals';
import type { SnapshotKey } from './snapshots';

export interface GivenMap {
  readonly path: string;
  /** What is said of it, by the snapshot that it was held against. */
  readonly notes: ReadonlyMap<SnapshotKey, { readonly isApplied: boolean; readonly words: string }>;
}

export const sourceMaps = signal<readonly GivenMap[]>([]);

/** Results that were found before have other names: it is a part of what they are called (see pair.ts). */
export const timesRenamed = signal(0);
