/** What an open snapshot is computing, in words of the tables; the engine's own steps have other names. */
import type { Phase } from '../../engine/protocol';
import type { ReadySnapshot } from '../../state/snapshots';

const WAITING_FOR: Partial<Record<Phase, string>> = {
  distances: 'distances',
  retainers: 'retainers',
  dominators: 'retained sizes (1 of 2)',
  'retained sizes': 'retained sizes (2 of 2)',
};

export function computingWords({ name, life: { pending } }: ReadySnapshot): string | null {
  return pending === null ? null : `${name}: computing ${WAITING_FOR[pending] ?? pending}…`;
}
