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
  /** From this link on, all are shown; if absent, the last ones. */
  readonly shownFrom?: number;
  onChoose(link: Link): void;
  /** The chain as text that leaves the page. */
  readonly toTake: Write;
}

export function Chain<Link extends ShownLink>({ title, links, shownFrom, onChoose, toTake }: Props<Link>) {
  const [unfolded, setUnfolded] = useState(false);
  if (links.length === 0) {
    return (
      <p class="chain">
        No chain: no root reaches this object. It is waiting to be collected, or only weak links lead to it.
      </p>
    );
  }
  const endStart = Math.min(shownFrom ?? links.length, links.length - SHOWN_AT_END);
  const folded = !unfolded && links.length > FOLD_ABOVE && endStart > SHOWN_AT_START + 1;
  const start = folded ? links.slice(0, SHOWN_AT_START) : links;
  const end = folded ? links.slice(endStart) : [];
  return (
    <p class="chain">
      <span class="chain-title">{title}: </span>
      <Links links={start} onChoose={onChoose} />
      {folded && (
        <>
          {ARROW}
          <button type="button" class="fold" onClick={() => setUnfolded(true)}>
            {endStart - SHOWN_AT_START} more
          </button>
          {ARROW}
        </>
      )}
      <Links links={end} onChoose={onChoose} />{' '}
      <CopyButton copy={() => copyShortly(toTake)} label="Copy" title="Copy the whole chain as text" />
    </p>
  );
}

function Links<Link extends ShownLink>({ links, onChoose }: Pick<Props<Link>, 'links' | 'onChoose'>) {
  return (
    <>
      {links.map((link, index) => (
        <>
          {index > 0 && ARROW}
          <button
            type="button"
            class={link.isHolder === true ? 'link link-holder' : 'link'}
            title={`${link.isHolder === true ? 'The holder. ' : ''}Show the retainers of @${link.id}`}
            onClick={() => onChoose(link)}
          >
            {link.text}
          </button>
        </>
      ))}
    </>
  );
}
