/**
 * The part of the page's address after `#`: the view, the sort, the filter, the objects that Summary is about, and the id of
 * the selected object. Never a name or a value from the heap, so that an address can be shared. What an address has wrong
 * is ignored.
 */
import { ALLOCATED, ALLOCATED_BY, NATIVE_CONTEXT, type NodeFilter } from '../engine/node-filter';
import type { Sort } from '../engine/protocol';
import { FILTERS } from './objects-shown';
import { DEFAULT_SORT, isTable, type TableName, type ViewName, type WantedObject } from './navigation';

export interface Address {
  readonly view: ViewName | null;
  readonly sort: Sort | null;
  /** What the person typed. */
  readonly filter: string;
  /** Which objects Summary counts; null stands for all. */
  readonly objects: NodeFilter | null;
  readonly object: WantedObject | null;
}

/** The views that an address can name, and the columns by which their table can be sorted. */
export const SORTED_BY: Readonly<Record<Exclude<ViewName, TableName>, null> & Record<TableName, readonly string[]>> = {
  verify: null,
  suspects: null,
  containment: null,
  statistics: null,
  dominators: null,
  allocation: null,
  comparison: ['object', 'newCount', 'deletedCount', 'countDelta', 'allocSize', 'freedSize', 'sizeDelta'],
  timeline: ['object', 'growth', 'countDelta', 'sizeDelta'],
  summary: ['object', 'distance', 'shallowSize', 'retainedSize'],
};

export function encodeAddress({ view, sort, filter, objects, object }: Address): string {
  const parameters = new URLSearchParams();
  if (view !== null) {
    parameters.set('view', view);
    const usual = isTable(view) ? DEFAULT_SORT[view] : null;
    if (sort !== null && usual !== null && (sort.column !== usual.column || sort.ascending !== usual.ascending)) {
      parameters.set('sort', `${sort.column}-${sort.ascending ? 'ascending' : 'descending'}`);
    }
  }
  if (filter !== '') parameters.set('filter', filter);
  if (objects !== null) parameters.set('objects', objects);
  if (object !== null) parameters.set(object.side, String(object.id));
  return parameters.toString();
}

export function decodeAddress(text: string): Address {
  const parameters = new URLSearchParams(text);
  const view = viewNamed(parameters.get('view'));
  return {
    view,
    sort: view === null || !isTable(view) ? null : sortNamed(view, parameters.get('sort')),
    filter: parameters.get('filter') ?? '',
    objects: objectsNamed(parameters),
    object: objectIn(parameters),
  };
}

/** V8's ids have 32 bits. */
const LARGEST_ID = 0xffff_ffff;

function viewNamed(name: string | null): ViewName | null {
  return name !== null && Object.hasOwn(SORTED_BY, name) ? (name as ViewName) : null;
}

function sortNamed(view: TableName, text: string | null): Sort | null {
  const [column, direction] = text?.split('-') ?? [];
  if (column === undefined || !SORTED_BY[view].includes(column)) return null;
  return { column, ascending: direction === 'ascending' };
}

const OBJECTS = new RegExp(`^(?:${ALLOCATED}(\\d{1,10})-|${ALLOCATED_BY}|${NATIVE_CONTEXT})(\\d{1,10})$`);

/** Until 0.1 an address had the two ids alone, as `allocated`. */
function objectsNamed(parameters: URLSearchParams): NodeFilter | null {
  const earlier = parameters.get('allocated');
  const name = parameters.get('objects') ?? (earlier === null ? '' : ALLOCATED + earlier);
  const ids = OBJECTS.exec(name)?.slice(1).map(Number);
  const [above, upTo = 0] = ids ?? [];
  const isInRange = ids !== undefined && !(above !== undefined && above > upTo) && upTo <= LARGEST_ID;
  return isInRange || Object.hasOwn(FILTERS, name) ? name : null;
}

function objectIn(parameters: URLSearchParams): WantedObject | null {
  for (const side of ['newer', 'older'] as const) {
    const text = parameters.get(side);
    if (text !== null && /^\d{1,10}$/.test(text) && Number(text) <= LARGEST_ID) return { side, id: Number(text) };
  }
  return null;
}
