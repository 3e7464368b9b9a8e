/** How objects and edges are written, as in DevTools: "strings", /regexps/, functions(), arrays[], [elements]. Text only. */
import type { EdgeRow, ObjectRow } from '../engine/protocol';

type Named = Pick<ObjectRow, 'name' | 'type'>;
type Edge = Pick<EdgeRow, 'edgeName' | 'edgeType'>;

/** The longest address of a window that is shown whole. */
const WINDOW_ADDRESS_LENGTH = 40;

export function objectText({ name, type }: Named): string {
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
  return edgeType === 'element' || edgeType === 'hidden' ? `[${edgeName}]` : edgeName;
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
