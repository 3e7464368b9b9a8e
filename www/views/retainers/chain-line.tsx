/** A chain from the root as one line; each link selects its object. Of a long chain the middle is folded at first. */
import { useState } from 'preact/hooks';
import type { Write } from '../../app/export';
import { CopyButton } from '../../widgets/copy-button';
import { copyShortly } from '../text/copying';
import { ARROW, type ShownLink } from '../text/retaining-path';

/** A chain with more links than this is folded. */
const FOLD_ABOVE = 12;
const SHOWN_AT_START = 4;
const SHOWN_AT_END = 6;

interface Props<Link extends ShownLink> {
  readonly title: string;
  readonly links: readonly Link[];
  onChoose(link: Link): void;
  /** The chain as text that leaves the page. */
  readonly toTake: Write;
  /** Said if there is no chain, in the place of the usual reason. */
  readonly otherwise?: string | undefined;
}

export function Chain<Link extends ShownLink>({ title, links, onChoose, toTake, otherwise }: Props<Link>) {
  const [unfolded, setUnfolded] = useState(false);
  if (links.length === 0) {
    return (
      <p class="chain">
        {otherwise ??
          'No chain: no root reaches this object. It is waiting to be collected, or only weak links lead to it.'}
      </p>
    );
  }
  const { start, hidden, end } = folded(links, links.length, unfolded);
  return (
    <p class="chain">
      <span class="chain-title">{title}: </span>
      <Links links={start} onChoose={onChoose} />
      {hidden > 0 && (
        <>
          {ARROW}
          <button type="button" class="fold" onClick={() => setUnfolded(true)}>
            {hidden} more
          </button>
          {ARROW}
        </>
      )}
      <Links links={end} onChoose={onChoose} />{' '}
      <CopyButton copy={() => copyShortly(toTake)} label="Copy" title="Copy the whole chain as text" />
    </p>
  );
}

/** The links of a chain that are shown, at the end those from `shownFrom` on, and how many between them are not. */
export function folded<Link>(links: readonly Link[], shownFrom: number, unfolded: boolean) {
  const endStart = Math.min(shownFrom, links.length - SHOWN_AT_END);
  const isFolded = !unfolded && links.length > FOLD_ABOVE && endStart > SHOWN_AT_START + 1;
  return isFolded
    ? { start: links.slice(0, SHOWN_AT_START), hidden: endStart - SHOWN_AT_START, end: links.slice(endStart) }
    : { start: links, hidden: 0, end: [] };
}

function Links<Link extends ShownLink>({ links, onChoose }: Pick<Props<Link>, 'links' | 'onChoose'>) {
  return (
    <>
      {links.map((link, index) => (
        <>
          {index > 0 && ARROW}
          <button
            type="button"
            class="of-heap cut link"
            title={`Show the retainers of @${link.id}`}
            onClick={() => onChoose(link)}
          >
            {link.text}
          </button>
        </>
      ))}
    </>
  );
}
