/** How far the timeline of the chosen series is. */
import { signal } from '@preact/signals';
import type { EngineError } from '../engine/protocol';

export type Timeline =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly seriesKeys: string }
  | { readonly kind: 'ready'; readonly seriesKeys: string }
  | { readonly kind: 'failed'; readonly seriesKeys: string; readonly error: EngineError };

export const timeline = signal<Timeline>({ kind: 'none' });
