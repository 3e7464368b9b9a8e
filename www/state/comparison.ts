/** How far the comparison of the chosen pair is. */
import { signal } from '@preact/signals';
import type { EngineError } from '../engine/protocol';

export type Comparison =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly pairKeys: string }
  | { readonly kind: 'ready'; readonly pairKeys: string }
  | { readonly kind: 'failed'; readonly pairKeys: string; readonly error: EngineError };

export const comparison = signal<Comparison>({ kind: 'none' });
