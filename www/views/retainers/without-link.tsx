/** What would be free if one link were cut, and if nothing: what else would have to be cut. */
import { ask } from '../../app/engines';
import { selectByOrdinal } from '../../app/select-object';
import type { EdgeRow } from '../../engine/protocol';
import type { SnapshotKey } from '../../state/snapshots';
import { toPanel } from '../../widgets/focus';
import { useLatest } from '../common/use-latest';
import { bytes } from '../text/format';
import { HeapText } from '../text/heap-text';
import { edgeText, objectText } from '../text/object-text';

interface Props {
  readonly snapshot: SnapshotKey;
  readonly link: EdgeRow;
  onClose(): void;
}

export function WithoutLink({ snapshot, link, onClose }: Props) {
  const found = useLatest(() => ask(snapshot, 'cutWithout', [link.edgeIndex]), [snapshot, link.edgeIndex]);
  const cut = found.value;
  const links = cut?.links ?? null;
  return (
    <p class="without-link" role="status">
      Without <HeldBy snapshot={snapshot} link={link} />:{' '}
      {found.error}
      {cut === null && found.error === null && '…'}
      {cut !== null && links?.length === 0 && (
        <>
          <strong>{bytes(cut.freedSize)} would be free</strong>, with <HeapText text={objectText(cut.object)} /> @{cut.object.id}.
        </>
      )}
      {cut !== null && links?.length !== 0 && (
        <>
          <strong>nothing would be free</strong>: <HeapText text={objectText(cut.object)} /> @{cut.object.id} is still held,{' '}
          {links === null ? 'by more than a few links.' : <LinksOf snapshot={snapshot} links={links} />}
        </>
      )}{' '}
      <button type="button" ref={toPanel()} aria-label="Close what was cut" onClick={onClose}>
        ✕
      </button>
    </p>
  );
}

function LinksOf({ snapshot, links }: { readonly snapshot: SnapshotKey; readonly links: readonly EdgeRow[] }) {
  return (
    <>
      until{' '}
      {links.map((link, at) => (
        <>
          {at > 0 && ' and '}
          <HeldBy snapshot={snapshot} link={link} />
        </>
      ))}{' '}
      {links.length === 1 ? 'is' : 'are'} cut, too.
    </>
  );
}

/** A link and its holder, which can be selected. */
export function HeldBy({ snapshot, link }: { readonly snapshot: SnapshotKey; readonly link: EdgeRow }) {
  return (
    <button type="button" class="link" title={`Show the retainers of @${link.id}`} onClick={() => void selectByOrdinal(snapshot, link.ordinal)}>
      <HeapText text={edgeText(link)} /> in <HeapText text={objectText(link)} /> @{link.id}
    </button>
  );
}
