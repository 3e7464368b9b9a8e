/**
 * The elements and windows that are in no page any more, and how many there are of each: also those that are too few for
 * anything else to name them. Each leads to its objects in Summary.
 */
import { ask } from '../../app/engines';
import { DEFAULT_SORT, reveal } from '../../state/navigation';
import type { SnapshotKey } from '../../state/snapshots';
import { bytes, count } from '../text/format';
import { closed } from '../text/object-text';
import { useLatest } from './use-latest';
import { focusTab } from './view-tabs';

const DETACHED = 'Detached ';
/** Of what belongs to a page, that which a program makes: the browser makes the rest for it. */
const OF_PROGRAMS = /^Detached (<|Window)/;
/** More classes than any snapshot has of what is detached. */
const MOST_CLASSES = 10_000;

export function DetachedKinds({ snapshot }: { readonly snapshot: SnapshotKey }) {
  const query = { sort: DEFAULT_SORT.summary, filter: DETACHED, from: 0, count: MOST_CLASSES };
  const found = useLatest(() => ask(snapshot, 'summary', [query]), [snapshot]);
  const kinds = found.value?.rows.filter(({ name }) => OF_PROGRAMS.test(name)) ?? [];
  if (kinds.length === 0) return null;
  return (
    <p>
      Detached:
      {kinds.map(({ key, name, count: times, shallowSize }, at) => (
        <span key={key}>
          {at > 0 && ','} {count(times)}{' '}
          <button
            type="button"
            class="of-heap link"
            onClick={() => {
              reveal('newer', name);
              focusTab('summary');
            }}
          >
            {closed(name.slice(DETACHED.length))}
          </button>{' '}
          ({bytes(shallowSize)})
        </span>
      ))}
    </p>
  );
}
