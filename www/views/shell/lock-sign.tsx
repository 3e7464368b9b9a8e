/** The sign of the network lock, always in sight; it opens the explanation. */
import { openDialog } from '../../state/dialogs';
import { lock } from '../../state/lock';

const WORDS = {
  preparing: 'network: not locked yet',
  locked: 'network: locked ✓',
  unproven: 'network: lock not proven ✗',
  development: 'network: open (development)',
} as const;

export function LockSign() {
  const { kind } = lock.value;
  return (
    <button
      type="button"
      class={`lock lock-${kind}`}
      title="What this means, and how it is checked"
      onClick={() => {
        openDialog.value = 'network lock';
      }}
    >
      {WORDS[kind]}
    </button>
  );
}
