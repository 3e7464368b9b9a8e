/**
 * How far the answer to a question about some snapshots is. Every state but `none` names them by `keys`, so that an answer
 * is never shown under others; app/run-latest.ts drives it.
 */
import type { EngineError, ResultName } from '../engine/protocol';

export type Task<T, Step = null> =
  | { readonly kind: 'none' }
  /** What it is made from is still being read or computed. */
  | { readonly kind: 'waiting'; readonly keys: ResultName }
  | { readonly kind: 'running'; readonly keys: ResultName; readonly step: Step | null }
  | { readonly kind: 'ready'; readonly keys: ResultName; readonly value: T }
  | { readonly kind: 'failed'; readonly keys: ResultName; readonly error: EngineError };

/** The answer about some snapshots, if it is there. */
export function answerOf<T, Step>(task: Task<T, Step>, keys: ResultName | null) {
  return task.kind === 'ready' && task.keys === keys ? task : null;
}

/** Why there will be none. */
export function failureOf<T, Step>(task: Task<T, Step>, keys: ResultName | null): EngineError | null {
  return task.kind === 'failed' && task.keys === keys ? task.error : null;
}
