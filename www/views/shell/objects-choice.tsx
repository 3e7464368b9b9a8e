/** Which objects Summary counts: DevTools' filters, in its words, and what they add up to. */
import { ask } from '../../app/engines';
import { ALLOCATED_BY, NATIVE_CONTEXT, type NamedFilter } from '../../engine/node-filter';
import { type Allocation, allocations, FILTERS, ofRecording, shownObjects, shownSum } from '../../state/objects-shown';
import { filter, summarySide, wantedObjects } from '../../state/navigation';
import { snapshotOn } from '../../state/pair';
import type { ReadySnapshot } from '../../state/snapshots';
import { useLatest } from '../common/use-latest';
import { bytes, count } from '../text/format';

/** Few files say which function uses which variable. */
const NEEDS_SCOPES: NamedFilter = 'retained-by-unused-variables';

export function ObjectsChoice() {
  const snapshot = snapshotOn(summarySide.value);
  if (snapshot === null) return null;
  return (
    <>
      <Choice key={snapshot.key} snapshot={snapshot} />
      <ObjectsSum />
    </>
  );
}

function Choice({ snapshot: { key, life } }: { readonly snapshot: ReadySnapshot }) {
  const allocated = allocations.value;
  // Windows, frames and `vm` contexts are told apart when there is nothing else left to compute.
  const isIdle = life.pending === null;
  const sizes = useLatest(async () => (isIdle ? await ask(key, 'nativeContexts', []) : null), [key, isIdle]);
  const contexts = (sizes.value?.contexts ?? []).toSorted((one, other) => other.size - one.size);
  return (
    <select
      class="allocation"
      aria-label="Objects shown"
      title="Which objects of the shown snapshot are counted"
      value={shownObjects.value ?? ''}
      onChange={(event) => {
        wantedObjects.value = event.currentTarget.value || null;
      }}
    >
      <option value="">All objects</option>
      {allocated.map((choice) => (
        <option key={choice.objects} value={choice.objects}>
          {words(choice)}
        </option>
      ))}
      {Object.entries(FILTERS)
        .filter(([name]) => life.info.hasScopes || name !== NEEDS_SCOPES)
        .map(([name, title]) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      {ofRecording.value !== undefined && (
        <option value={ofRecording.value}>
          Objects allocated {ofRecording.value.startsWith(ALLOCATED_BY) ? 'by a function' : 'in a window of time'}
        </option>
      )}
      {contexts.length > 0 && (
        <optgroup label="Native contexts">
          {contexts.map(({ id, name, size }) => (
            <option key={id} value={NATIVE_CONTEXT + id}>
              {`${name} @${id} (${bytes(size)})`.trim()}
            </option>
          ))}
        </optgroup>
      )}
    </select>
  );
}

function words({ after, before }: Allocation): string {
  const end = before.name;
  return after === null
    ? `Objects allocated before ${end}`
    : `Objects allocated between ${after.name} and ${end}`;
}

/** What the rows of Summary add up to, where they are not all there is. */
function ObjectsSum() {
  const sum = shownSum.value;
  const isPart = shownObjects.value !== undefined || filter.value.text !== '';
  return (
    <output class="sum quiet" aria-label="Sum of the objects shown">
      {isPart && sum !== null ? `${count(sum.count)} ${sum.count === 1 ? 'object' : 'objects'}, ${bytes(sum.shallowSize)}` : ''}
    </output>
  );
}
