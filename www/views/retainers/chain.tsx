/**
 * A chain from the root, a link a line, with file and line at the right; each link selects its object. Of a long chain the
 * middle is folded at first. That of a suspect marks the holder.
 */
import { useState } from 'preact/hooks';
import type { Write } from '../../app/export';
import { selection } from '../../state/navigation';
import { takeLostFocus } from '../../widgets/focus';
import { CopyButton } from '../text/copy-button';
import { PlaceCode } from '../text/place';
import type { ShownLink } from '../text/retaining-path';

/** A chain with more links than this is folded. */
const FOLD_ABOVE = 12;
const SHOWN_AT_START = 4;
const SHOWN_AT_END = 6;
/** Links in front of the holder that are shown also when the chain is folded. */
const SHOWN_BEFORE_HOLDER = 2;

/** The link that was chosen last. In the chain of its object, which takes the place of its own, it has the focus again. */
let chosen: number | null = null;

function goOn(element: HTMLElement | null): void {
  if (document.activeElement?.closest('.object-head')) element?.focus();
}

interface Props<Link extends ShownLink> {
  readonly links: readonly Link[];
  onChoose(link: Link): void;
  /** The chain as text that leaves the page. */
  readonly toTake: Write;
  /** Said if there is no chain, in the place of the usual reason. */
  readonly otherwise?: string | undefined;
}

export function Chain<Link extends ShownLink>({ links, onChoose, toTake, otherwise }: Props<Link>) {
  const [unfolded, setUnfolded] = useState(false);
  if (links.length === 0) {
    return (
      <p class="chain">
        {otherwise ??
          'No chain: no root reaches this object. It is waiting to be collected, or only weak links lead to it.'}
      </p>
    );
  }
  const holder = links.findIndex(({ isHolder }) => isHolder);
  const shownFrom = holder < 0 ? links.length : Math.max(0, holder - SHOWN_BEFORE_HOLDER);
  const { start, hidden, end } = folded(links, shownFrom, unfolded);
  const selected = selection.value?.object.id;
  const line = (link: Link, at: number) => (
    <li key={link.id} class={link.isHolder ? 'holder' : undefined}>
      <button
        type="button"
        class="of-heap link"
        title={`Show the retainers of @${link.id}`}
        aria-current={link.id === selected}
        ref={link.id === selected && link.id === chosen ? goOn : unfolded && at === SHOWN_AT_START ? takeLostFocus : null}
        onClick={() => {
          chosen = link.id;
          onChoose(link);
        }}
      >
        {link.text}
      </button>
      {link.isHolder && <span class="label">the holder</span>}
      {link.place && <PlaceCode place={link.place} short />}
    </li>
  );
  return (
    <div class="chain">
      <div class="chain-title">
        Held by: <CopyButton write={toTake} title="Copy the whole chain as text" />
      </div>
      <ol>
        {start.map(line)}
        {hidden > 0 && (
          <li key="folded">
            <button type="button" class="fold" onClick={() => setUnfolded(true)}>
              {hidden} more
            </button>
          </li>
        )}
        {end.map(line)}
      </ol>
    </div>
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
