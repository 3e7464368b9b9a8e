/** The first cell of a row that stands for an object: how it is reached, what it is, and its id. */
import type { EdgeRow, ObjectRow } from '../../engine/protocol';
import { closed, edgeKind, edgeText, objectText, valueKind } from '../text/object-text';
import type { HeapEntry } from './heap-rows';

const CHANGE_HELP = {
  new: 'Only in the newer snapshot',
  deleted: 'Only in the older snapshot',
};

export function EntryCell({ entry, retainer = false }: { readonly entry: HeapEntry; readonly retainer?: boolean }) {
  const change = entry.kind === 'object' ? entry.change : entry.object.isNew ? 'new' : null;
  return (
    <>
      <span class="entry">
        {change !== null && (
          <span class={`change change-${change}`} title={CHANGE_HELP[change]}>
            • {change}{' '}
          </span>
        )}
        {entry.kind === 'edge' && (
          <>
            <EdgeName edge={entry.object} />
            <span class="separator">{retainer ? ' in ' : ' :: '}</span>
          </>
        )}
        <ObjectText object={entry.object} />
      </span>
      {entry.object.preview !== null && <span class="of-heap in-short"> {closed(entry.object.preview)}</span>}
    </>
  );
}

export function entryText(entry: HeapEntry, retainer = false): string {
  const object = `${objectText(entry.object)} @${entry.object.id}`;
  return entry.kind === 'edge' ? `${edgeText(entry.object)}${retainer ? ' in ' : ' :: '}${object}` : object;
}

function EdgeName({ edge }: { readonly edge: EdgeRow }) {
  return (
    <span class={`of-heap edge edge-${edgeKind(edge.edgeType)}`} title={EDGE_HELP[edge.edgeType]}>
      {edgeText(edge)}
    </span>
  );
}

const EDGE_HELP: Readonly<Record<string, string>> = {
  context: 'A variable that a function keeps from the scope it was made in',
  element: 'An element of an array',
  internal: 'A link that V8 makes by itself; no program wrote it',
  hidden: 'A link that V8 makes by itself; no program wrote it',
  weak: 'A weak link: it does not keep the object alive',
};

const DETACHED_HELP = 'Detached: no longer part of what it belonged to, as a DOM node outside its document';

const QUERIABLE_HELP = 'Reached from the global object by names that a program can use';

function objectHelp(object: ObjectRow): string | undefined {
  if (object.detached) return DETACHED_HELP;
  return object.queriable ? QUERIABLE_HELP : undefined;
}

function ObjectText({ object }: { readonly object: ObjectRow }) {
  return (
    <>
      <span class={`of-heap value value-${valueKind(object.type)}`} title={objectHelp(object)}>
        {objectText(object)}
      </span>
      <span class="id"> @{object.id}</span>
    </>
  );
}
