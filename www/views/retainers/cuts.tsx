/** Cuts: the smallest sets of links without which the selected object would be free, the nearest first. */
import { ask, newGeneration } from '../../app/engines';
import type { Write } from '../../app/export';
import type { ObjectRow } from '../../engine/protocol';
import type { ReadySnapshot } from '../../state/snapshots';
import { Notice } from '../common/notice';
import { useLatest } from '../common/use-latest';
import { Waiting } from '../common/waiting';
import { CopyButton } from '../text/copy-button';
import { bytes, exactBytes } from '../text/format';
import { HeapText } from '../text/heap-text';
import { objectText } from '../text/object-text';
import { HeldBy } from './without-link';

export function CutsOf({ snapshot, object }: { readonly snapshot: ReadySnapshot; readonly object: ObjectRow }) {
  const { key } = snapshot;
  const found = useLatest(
    () => ask(key, 'cuts', [object.ordinal, false], newGeneration(key, 'cuts')),
    [key, object.ordinal],
  );
  if (found.value === null)
    return (
      <Waiting of={found} snapshot={key} view="cuts">
        Finding out what would have to be cut…
      </Waiting>
    );
  if (found.value.length === 0) return <Notice>No root reaches this object: nothing has to be cut.</Notice>;
  const take: Write = (redacted) => ask(key, 'exportObject', ['cuts', object.ordinal, redacted, [], 'text']);
  return (
    <div class="details" tabIndex={0} role="group" aria-label="Cuts">
      <p class="quiet">
        Each row is a smallest set of links without which this object is free, alone or with what dominates it, as far as the
        program’s own roots go, which retained sizes go by, too.{' '}
        <CopyButton write={take} title="Copy all sets as text" />
      </p>
      <table class="cuts">
        <thead>
          <tr>
            <th scope="col">Frees</th>
            <th scope="col">With</th>
            <th scope="col">Cut</th>
          </tr>
        </thead>
        <tbody>
          {found.value.map((cut) => (
            <tr key={cut.object.ordinal}>
              <td title={exactBytes(cut.freedSize)}>{bytes(cut.freedSize)}</td>
              <td>
                <HeapText text={objectText(cut.object)} /> <span class="id">@{cut.object.id}</span>
              </td>
              <td>
                {cut.links === null && 'more than a few links'}
                {cut.links?.map((link) => (
                  <div key={link.edgeIndex}>
                    <HeldBy snapshot={key} link={link} />
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
