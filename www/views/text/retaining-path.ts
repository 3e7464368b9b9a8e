/** The retaining path as readable links from the root to the object. */
import type { SourcePlace } from '../../engine/names';
import type { NodeOrdinal, PathStep } from '../../engine/protocol';
import { edgeText, objectText } from './object-text';

/** A link of any chain. */
export interface ShownLink {
  readonly id: number;
  readonly text: string;
  /** Where its function or class stands, if that is known. */
  readonly place?: SourcePlace | null | undefined;
  /** Whether it is what a suspect is about. */
  readonly isHolder?: boolean;
}

/** A link of the chain of an object. */
export interface PathLink extends ShownLink {
  readonly ordinal: NodeOrdinal;
}

export const ROOT = '(GC roots)';
export const ARROW = ' → ';

/**
 * `path` starts at the object and ends at the root. A link is called by the edge that leads to it, with the class where
 * that tells more; the object itself comes last, with its id. No links if no root reaches the object.
 */
export function chainLinks(path: readonly PathStep[]): PathLink[] {
  if (path.at(-1)?.type !== 'synthetic') return [];
  const fromRoot = [...path].reverse();
  const links = fromRoot.map((step, index) => {
    const { ordinal, id, place } = step;
    if (index === 0) return { ordinal, id, text: step.name || ROOT };
    const isObject = index === fromRoot.length - 1;
    return { ordinal, id, place, text: isObject ? `${linkText(step, true)} @${id}` : linkText(step, tellsMore(step)) };
  });
  // In Node's files the root has no name and is followed by "(GC roots)" or by the global object.
  return fromRoot[1]?.name === ROOT ? links.slice(1) : links;
}

function linkText(step: PathStep, withName: boolean): string {
  if (fromRoots(step) || (withName && step.edgeName === step.name)) return objectText(step);
  const edge = linkEdge(step);
  return withName ? `${edge}: ${objectText(step)}` : edge;
}

/** Roots are only numbered; what is reached from them is called by its own name. */
const fromRoots = ({ type, edgeType }: PathStep): boolean => type === 'synthetic' || edgeType === 'shortcut';

/** V8 numbers the places of its own arrays like elements, but gives them as names. */
export const linkEdge = (step: Pick<PathStep, 'edgeName' | 'edgeType'>): string => (/^\d+$/.test(step.edgeName) ? `[${step.edgeName}]` : edgeText(step));

/** Whether the object's own name says something that the edge does not. */
function tellsMore({ name, type, edgeName }: PathStep): boolean {
  if (name === '' || name === edgeName) return false;
  if (type === 'closure') return true;
  return (type === 'object' || type === 'native') && name !== 'Object' && !/^(\{|system \/ )/.test(name);
}

export const chainText = (links: readonly ShownLink[]): string => links.map(({ text }) => text).join(ARROW);
