/** How objects and edges are written, as in DevTools: "strings", /regexps/, functions(), arrays[], [elements]. Text only. */
import type { EdgeRow, ObjectRow } from '../../engine/protocol';

type Named = Pick<ObjectRow, 'name' | 'type'>;
type Edge = Pick<EdgeRow, 'edgeName' | 'edgeType'>;

/** The longest address of a window that is shown whole. */
const WINDOW_ADDRESS_LENGTH = 40;

/** Marks that begin a part of a text with a direction of its own, and the one that ends it. */
const DIRECTION_MARKS = /[\u2066-\u2069]/g;
const END_OF_PART = '\u2069';

/**
 * A text that ends the parts it begins. The page isolates texts from each other, but the browser would take the end of
 * the text for the end of such a part, and go on in its direction.
 */
export function closed(text: string): string {
  let open = 0;
  for (const [mark] of text.matchAll(DIRECTION_MARKS)) open = mark === END_OF_PART ? Math.max(0, open - 1) : open + 1;
  return text + END_OF_PART.repeat(open);
}

export function objectText({ name: raw, type }: Named): string {
  const name = closed(raw);
  // What stands in the place of data.
  if (name === `(${type})`) return name;
  switch (type) {
    case 'string':
    case 'concatenated string':
      return `"${name}"`;
    case 'regexp':
      return `/${name}/`;
    case 'closure':
      return `${name}()`;
    case 'array':
      return name === '' ? '(internal array)[]' : `${name}[]`;
    case 'object':
      return windowText(name);
    case 'synthetic':
      return name === '' ? '(root)' : name;
    default:
      return name === '' ? `(${type})` : name;
  }
}

function windowText(name: string): string {
  const slash = name.indexOf('/');
  if (!name.startsWith('Window') || slash < 0 || name.length - slash - 1 <= WINDOW_ADDRESS_LENGTH) return name;
  return `${name.slice(0, slash + 1)}${name.slice(slash + 1, slash + 1 + WINDOW_ADDRESS_LENGTH)}…`;
}

export function edgeText({ edgeName, edgeType }: Edge): string {
  return edgeType === 'element' || edgeType === 'hidden' ? `[${edgeName}]` : closed(edgeName);
}

/** Kinds of value that have a colour of their own; all others look like plain text. */
export function valueKind(type: string): string {
  switch (type) {
    case 'string':
    case 'concatenated string':
    case 'sliced string':
      return 'string';
    case 'number':
    case 'bigint':
      return 'number';
    case 'regexp':
    case 'symbol':
      return 'symbol';
    case 'closure':
      return 'function';
    case 'hidden':
    case 'code':
    case 'object shape':
    case 'synthetic':
    case 'array':
      return 'internal';
    default:
      return 'object';
  }
}

/** Edges that no program wrote look different from properties. */
export function edgeKind(edgeType: string): string {
  switch (edgeType) {
    case 'context':
      return 'context';
    case 'internal':
    case 'hidden':
    case 'weak':
      return 'internal';
    default:
      return 'property';
  }
}
