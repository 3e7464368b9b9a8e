/** The chain of a suspect as readable links, from the root over the holder to an example of what it holds. */
import type { ChainLink, Suspect } from '../../engine/findings';
import { type ShownLink, linkEdge, ROOT } from '../text/retaining-path';
import { count } from '../text/format';
import { closed } from '../text/object-text';

/** Names that only say what the edge before them says, or nothing: plain objects and V8's own. */
const SAYS_LITTLE = /^(Object$|Array$|\{|\(|system \/ )/;

export function suspectLinks({ chain, holderStep }: Pick<Suspect, 'chain' | 'holderStep'>): readonly ShownLink[] {
  const links = chain.map((step, index) => ({
    id: step.id,
    place: step.place,
    text: index === chain.length - 1 && index > 0 ? `${linkText(step)} @${step.id}` : linkText(step),
    isHolder: index === holderStep,
  }));
  // In Chromium's files the root has no name and is followed by "(GC roots)".
  return chain[1]?.name === ROOT ? links.slice(1) : links;
}

function linkText(step: ChainLink): string {
  const { edgeType, edgeName, name, leftOut } = step;
  if (edgeType === '') return name || ROOT;
  const isRoot = edgeType === 'shortcut' || /^\(.*\)$/.test(name);
  const tellsMore = name !== '' && name !== edgeName && !SAYS_LITTLE.test(name);
  const text = isRoot ? name : tellsMore ? `${linkEdge(step)}: ${closed(name)}` : linkEdge(step);
  return leftOut === undefined ? text : `(${count(leftOut)} more) ${text}`;
}
