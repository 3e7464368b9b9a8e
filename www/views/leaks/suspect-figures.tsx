/** The figures of a suspect: facts with their names, the classes that make up the growth, and its course over time. */
import { useState } from 'preact/hooks';
import type { Confidence, HolderKind, Suspect, TimelinePoint } from '../../engine/findings';
import { snapshotName, type SnapshotKey, snapshotOf } from '../../state/snapshots';
import { bytes, count, exactBytes, signedBytes } from '../text/format';
import { closed } from '../text/object-text';
import { PlaceOf } from '../text/place';
import { Sentence } from './sentence';
import { courseOf } from '../text/course';
import { Sparkline } from '../../widgets/sparkline/sparkline';
import { takeLostFocus } from '../../widgets/focus';

export const KINDS: Readonly<Record<HolderKind, string>> = {
  Map: 'a Map',
  Set: 'a Set',
  array: 'an array',
  dictionary: 'an object used as a dictionary',
  'listener list': 'a list of listeners',
  'linked list': 'a linked list or chain',
  tree: 'a tree',
  'closure scope': 'the variables of a scope',
  'timer list': 'a list of timers',
  'promise chain': 'a chain of promises',
  'detached DOM': 'a holder of detached elements',
  'growing string': 'a string that grows',
  'growing data': 'data that grows',
  'many alike': 'many alike holders',
  'open handles': 'what the runtime itself keeps',
  console: 'what the DevTools console keeps, because it was logged',
  object: 'an object',
};

export const CERTAINTIES: Readonly<Record<Confidence['certainty'], string>> = {
  certain: 'Certain',
  likely: 'Likely',
  possible: 'Possible',
  doubtful: 'Doubtful',
};

export function Facts({ suspect }: { readonly suspect: Suspect }) {
  const { kind, confidence, holder, newEntries, goneEntries, entries, retainedGrowth, alsoHeldBy } = suspect;
  const { whyKept, whyKeptParts, cure } = suspect;
  return (
    <dl class="facts">
      <div>
        <dt>Growth</dt>
        <dd title={exactBytes(retainedGrowth)}>
          <b>{signedBytes(retainedGrowth)}</b> retained size
        </dd>
      </div>
      {entries > 0 && (
        <div>
          <dt>Entries</dt>
          <dd>
            {count(newEntries)} new, {goneEntries > 0 && `${count(goneEntries)} gone, `}
            {count(entries)} in all
          </dd>
        </div>
      )}
      <div>
        <dt>Holder</dt>
        <dd>
          {KINDS[kind]} <span class="id">@{holder.id}</span>
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
      <div>
        <dt>How sure</dt>
        <dd>
          <b>{CERTAINTIES[confidence.certainty]}</b>: {confidence.why}. To do: {confidence.nextStep}.
        </dd>
      </div>
      {whyKept !== null && (
        <div>
          <dt>Why kept</dt>
          <dd>
            <Sentence parts={whyKeptParts} />
          </dd>
        </div>
      )}
      {cure !== null && (
        <div>
          <dt>Usual cure</dt>
          <dd>{cure}</dd>
        </div>
      )}
      {alsoHeldBy.length > 0 && (
        <div>
          <dt>{suspect.holderStep === 0 ? 'Perhaps held' : kind === 'many alike' ? 'Held' : 'Also held'} by</dt>
          <dd>
            {alsoHeldBy.map((name, index) => (
              <>
                {index > 0 && ', '}
                <code class="of-heap name">{closed(name)}</code>
              </>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}

/** More classes than this are folded. */
const CLASSES_SHOWN = 5;

interface ClassesProps {
  readonly suspect: Suspect;
  onChoose(className: string): void;
}

export function Classes({ suspect: { grows, ownGrowth }, onChoose }: ClassesProps) {
  const [unfolded, setUnfolded] = useState(false);
  const shown = unfolded ? grows : grows.slice(0, CLASSES_SHOWN);
  return (
    <div>
      <table class="figures">
        <caption class="hidden">What the growth consists of</caption>
        <thead>
          <tr>
            <th scope="col">Constructor</th>
            <th scope="col"># New</th>
            <th scope="col">Alloc. Size</th>
          </tr>
        </thead>
        <tbody>
          {ownGrowth > 0 && (
            <tr>
              <th scope="row">the collection itself</th>
              <td />
              <td title={exactBytes(ownGrowth)}>{bytes(ownGrowth)}</td>
            </tr>
          )}
          {shown.map((grown, at) => (
            <tr key={grown.class}>
              <th scope="row">
                <button
                  type="button"
                  class="of-heap link"
                  ref={unfolded && at === CLASSES_SHOWN ? takeLostFocus : null}
                  title={`${grown.class}\nShow what is new of it in Comparison`}
                  onClick={() => onChoose(grown.class)}
                >
                  {closed(grown.class)}
                </button>
              </th>
              <td>{count(grown.count)}</td>
              <td title={exactBytes(grown.bytes)}>{bytes(grown.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!unfolded && grows.length > CLASSES_SHOWN && (
        <button type="button" class="fold" onClick={() => setUnfolded(true)}>
          {grows.length - CLASSES_SHOWN} more {grows.length === CLASSES_SHOWN + 1 ? 'class' : 'classes'}
        </button>
      )}
    </div>
  );
}

interface TimelineProps {
  readonly points: readonly TimelinePoint[];
  readonly series: readonly SnapshotKey[];
}

/** The holder in every snapshot. */
export function Timeline({ points, series }: TimelineProps) {
  const sizes = points.map(({ retainedSize }) => retainedSize ?? 0);
  return (
    <table class="figures timeline">
      <caption class="hidden">The holder in every snapshot</caption>
      <thead>
        <tr>
          <th scope="col">Snapshot</th>
          <th scope="col">Entries</th>
          <th scope="col">
            {sizes.some(Boolean) && <Sparkline values={sizes} label={courseOf(sizes)} />} Retained Size
          </th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ entries, retainedSize }, index) => {
          const key = series[index] ?? -1;
          return (
            <tr key={index}>
              <th scope="row" title={snapshotOf(key)?.fileName}>
                {snapshotName(key) || `Snapshot ${index + 1}`}
              </th>
              <td>{entries === null ? '−' : count(entries)}</td>
              <td title={retainedSize === null ? undefined : exactBytes(retainedSize)}>
                {retainedSize === null ? '−' : bytes(retainedSize)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
