/** What one snapshot tells: who keeps much, what is there twice, what is detached; and that a second one proves growth. */
import { batch } from '@preact/signals';
import { ask } from '../../app/engines';
import { openFiles } from '../../app/files';
import type { Findings, LargeHolder, OneSnapshot } from '../../engine/findings';
import type { NamedFilter } from '../../engine/node-filter';
import type { ResultName } from '../../engine/protocol';
import { chosenView, wantedObjects } from '../../state/navigation';
import type { SnapshotKey } from '../../state/snapshots';
import { FileButton } from '../../widgets/file-button';
import { FILE_ENDINGS } from '../../state/file-endings';
import { DetachedKinds } from '../common/detached-kinds';
import { focusTab } from '../common/view-tabs';
import { Chain } from '../retainers/chain';
import { CopyButton } from '../text/copy-button';
import { bytes, count, exactBytes } from '../text/format';
import { closed } from '../text/object-text';
import { chainText } from '../text/retaining-path';
import { PlaceOf } from '../text/place';
import { Sentence } from './sentence';
import { suspectLinks } from './suspect-chain';
import { useCard } from './use-card';

interface Props {
  readonly findings: Findings;
  readonly one: OneSnapshot;
  readonly of: ResultName;
  readonly snapshot: SnapshotKey;
}

export function OneSnapshotFindings({ findings, one, of, snapshot }: Props) {
  const { duplicatedStrings, detached } = one;
  return (
    <>
      <p class="verdict" role="status">
        <Sentence parts={findings.verdictParts} />
      </p>
      <p class="next-snapshot">
        <FileButton accept={FILE_ENDINGS} onFiles={openFiles}>
          Add a second snapshot, taken after more of the same work
        </FileButton>
      </p>
      {one.holders.length > 0 && (
        <ol class="suspect-list">
          {one.holders.map((large) => (
            <LargeHolderCard key={large.rank} large={large} of={of} snapshot={snapshot} />
          ))}
        </ol>
      )}
      <p>
        {duplicatedStrings.sentence}{' '}
        {duplicatedStrings.texts > 0 && <ShowObjects which="duplicated-strings">Show duplicated strings</ShowObjects>}
      </p>
      {detached.sentence !== null && (
        <p>
          {detached.sentence}{' '}
          <ShowObjects which="retained-by-detached-dom">Show what detached nodes retain</ShowObjects>
        </p>
      )}
      <DetachedKinds snapshot={snapshot} />
    </>
  );
}

interface CardProps {
  readonly large: LargeHolder;
  readonly of: ResultName;
  readonly snapshot: SnapshotKey;
}

function LargeHolderCard({ large, of, snapshot }: CardProps) {
  const { holder, parts, entries, retainedSize } = large;
  const { card, show, cardClass } = useCard(snapshot, holder.id);
  const toTake = (write: (large: LargeHolder) => string) => async (redacted: boolean) => {
    if (!redacted) return write(large);
    const { oneSnapshot } = await ask(snapshot, 'findings', [of, true]);
    return (oneSnapshot?.holders ?? []).filter(({ rank }) => rank === large.rank).map(write).join();
  };
  const links = suspectLinks(large);
  return (
    <li ref={card} class={cardClass}>
      <h3>
        <Sentence parts={parts} />
      </h3>
      <dl class="facts">
        <div>
          <dt>Retained Size</dt>
          <dd title={exactBytes(retainedSize)}>
            <b>{bytes(retainedSize)}</b>
          </dd>
        </div>
        <div>
          <dt>Holder</dt>
          <dd>
            <code class="of-heap name">{closed(holder.class)}</code> <span class="id">@{holder.id}</span>
            {entries > 0 && `, ${count(entries)} ${entries === 1 ? 'entry' : 'entries'}`}
          </dd>
        </div>
        {holder.location !== null && (
          <div>
            <dt>Place</dt>
            <dd>
              <PlaceOf place={holder.location} />
            </dd>
          </div>
        )}
      </dl>
      <Chain
        links={links}
        onChoose={({ id }) => void show(id)}
        toTake={toTake((taken) => chainText(suspectLinks(taken)))}
      />
      <p class="suspect-actions">
        <button type="button" onClick={() => void show(holder.id)}>
          Show who holds it
        </button>
        <CopyButton write={toTake(({ sentence }) => sentence)} label="Copy sentence" />
      </p>
    </li>
  );
}

/** Leads to Summary of some of the objects. */
function ShowObjects({ which, children }: { readonly which: NamedFilter; readonly children: string }) {
  const show = () => {
    batch(() => {
      wantedObjects.value = which;
      chosenView.value = 'summary';
    });
    focusTab('summary');
  };
  return (
    <button type="button" onClick={show}>
      {children}
    </button>
  );
}
