/** Details: what is known of the selected object besides its links. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ask, newGeneration } from '../../app/engines';
import type { Write } from '../../app/export';
import type { StackFrame } from '../../engine/allocations';
import type { Details, ObjectRow } from '../../engine/protocol';
import type { ReadySnapshot } from '../../state/snapshots';
import { CopyButton } from '../text/copy-button';
import { useLatest } from '../common/use-latest';
import { Waiting } from '../common/waiting';
import { bytes, count, distance, exactBytes } from '../text/format';
import { functionText, PlaceCode, placeText } from '../text/place';

/** A text longer than this is shown whole only when asked for: laying it out takes long. */
const SHOWN_AT_FIRST = 20_000;
/** V8 cuts strings at this length when it writes a snapshot. */
const CUT_BY_V8 = 1024;

export function DetailsOf({ snapshot, object }: { readonly snapshot: ReadySnapshot; readonly object: ObjectRow }) {
  const { key, life } = snapshot;
  const found = useLatest(() => ask(key, 'details', [object.ordinal, false], newGeneration(key, 'details')), [key, object.ordinal, life.done.length]);
  if (found.value === null)
    return (
      <Waiting of={found} snapshot={key} view="details">
        Looking the object up…
      </Waiting>
    );
  const details = found.value;
  const taken =
    (of: (details: Details) => string): Write =>
    async (redacted) =>
      of(redacted ? await ask(key, 'details', [object.ordinal, true]) : details);
  const takePlace = taken(({ place }) => (place === null ? '' : placeText(place)));
  return (
    <div class="details" tabIndex={0} role="group" aria-label="Details">
      <dl>
        <Fact title="Class">
          <bdi class="of-heap">{details.className}</bdi>
        </Fact>
        <Fact title="Id">@{details.id}</Fact>
        <Fact title="Type">{details.type}</Fact>
        {details.place !== null && (
          <Fact title={details.type === 'closure' ? 'Function at' : 'Class at'}>
            <bdi class="of-heap">{placeText(details.place)}</bdi>{' '}
            <CopyButton write={takePlace} title="Copy the place" />
          </Fact>
        )}
        <Fact title="Distance">{distance(details.distance)}</Fact>
        <Fact title="Shallow size">{sizeText(details.shallowSize)}</Fact>
        <Fact title="Retained size">{sizeText(details.retainedSize)}</Fact>
        {details.detached && <Fact title="Detached">This DOM node is cut off from its document.</Fact>}
        {details.queriable && <Fact title="Reachable">From the global object, by names that a program can use.</Fact>}
        {life.info.hasAllocationStacks && <Stack stack={details.stack} take={taken(({ stack }) => stackText(stack))} />}
        {details.text !== null && <Text details={details} take={taken(({ text }) => text ?? '')} />}
      </dl>
    </div>
  );
}

function Fact({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Who made it: the innermost function first. */
function Stack({ stack, take }: { readonly stack: readonly StackFrame[]; readonly take: Write }) {
  if (stack.length === 0) return <Fact title="Allocated">Where was not recorded: before recording began, or by V8 itself.</Fact>;
  return (
    <Fact title="Allocated in">
      <CopyButton write={take} title="Copy the stack" />
      <ol class="stack">
        {stack.map((frame, at) => (
          <li key={at}>
            <bdi class="of-heap">{functionText(frame)}</bdi> {frame.place !== null && <PlaceCode place={frame.place} />}
          </li>
        ))}
      </ol>
    </Fact>
  );
}

const stackText = (stack: readonly StackFrame[]): string =>
  stack.map((frame) => `${functionText(frame)}${frame.place === null ? '' : ` ${placeText(frame.place)}`}`).join('\n');

function Text({ details, take }: { readonly details: Details; readonly take: Write }) {
  const [whole, setWhole] = useState(false);
  const text = details.text ?? '';
  const isCut = details.type !== 'concatenated string' && details.textLength === CUT_BY_V8;
  const isFolded = !whole && text.length > SHOWN_AT_FIRST;
  return (
    <Fact title="Text">
      {count(details.textLength ?? 0)} characters{isCut && ', the most that V8 writes of a string: it may go on'}{' '}
      <CopyButton write={take} title="Copy the whole text" />
      <pre class="of-heap">{isFolded ? text.slice(0, SHOWN_AT_FIRST) : text}</pre>
      {isFolded && (
        <button type="button" onClick={() => setWhole(true)}>
          Show the rest
        </button>
      )}
    </Fact>
  );
}

const sizeText = (size: number | null): string =>
  size !== null && size >= 1000 ? `${bytes(size)} (${exactBytes(size)})` : exactBytes(size);
