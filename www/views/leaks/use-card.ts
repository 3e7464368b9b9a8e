/** What every card of a holder does: it shows the holder's retainers below, and stays in view meanwhile. */
import { useRef } from 'preact/hooks';
import { selectById } from '../../app/select-object';
import { selection } from '../../state/navigation';
import type { SnapshotKey } from '../../state/snapshots';

export function useCard(snapshot: SnapshotKey, holder: number) {
  const card = useRef<HTMLLIElement>(null);
  const selected = selection.value;
  const isShown = selected?.snapshot === snapshot && selected.object.id === holder;
  const show = async (id: number) => {
    await selectById(snapshot, id);
    // The pane that opens below must not hide what was clicked.
    requestAnimationFrame(() => card.current?.scrollIntoView({ block: 'nearest' }));
  };
  return { card, show, cardClass: isShown ? 'suspect suspect-shown' : 'suspect' };
}
