/**
 * What is known about the network lock. The page claims `locked` only after its own attempt to connect was refused by
 * the policy, and takes the claim back if a worker's attempt goes through.
 */
import { signal } from '@preact/signals';
import type { ConnectionAttempt } from '../engine/connection-attempt';

export type Lock =
  | { readonly kind: 'preparing' }
  | { readonly kind: 'locked'; readonly workers: readonly ConnectionAttempt[] }
  | { readonly kind: 'unproven'; readonly reason: string }
  /** `cargo xtask serve --dev`: modules are reloaded over the network, so there is nothing to lock. */
  | { readonly kind: 'development' };

export const lock = signal<Lock>({ kind: 'preparing' });

/** The outcome of the page's own attempt to connect after locking. */
export function pageAttempted(outcome: ConnectionAttempt): void {
  switch (outcome) {
    case 'refused-by-policy':
      lock.value = { kind: 'locked', workers: [] };
      return;
    case 'refused':
      lock.value = {
        kind: 'unproven',
        reason: 'A test connection failed, but the browser did not say that the page’s policy refused it.',
      };
      return;
    case 'connected':
      lock.value = {
        kind: 'unproven',
        reason: 'A test connection went through although the page’s policy forbids it.',
      };
  }
}

/** The outcome of a worker's attempt. Not every browser reports a policy's refusal to workers; a refusal is enough. */
export function workerAttempted(outcome: ConnectionAttempt): void {
  const now = lock.peek();
  if (now.kind !== 'locked') return;
  lock.value =
    outcome === 'connected'
      ? {
          kind: 'unproven',
          reason: 'A test connection from a worker went through although the page’s policy forbids it.',
        }
      : { kind: 'locked', workers: [...now.workers, outcome] };
}
