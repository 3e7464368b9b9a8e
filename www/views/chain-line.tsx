/** The chain from the root as one line; each link selects its object. A long chain shows its two ends first. */
import { useState } from 'preact/hooks';
import type { NodeOrdinal, PathStep } from '../engine/protocol';
import { CopyButton } from '../widgets/copy-button';
import { ARROW, chainLinks, type ChainLink, chainText } from './chain';

/** A chain with more links than this is folded to its ends. */
const FOLD_ABOVE = 12;
const SHOWN_AT_START = 4;
const SHOWN_AT_END = 6;

interface Props {
  readonly path: readonly PathStep[];
  onChoose(ordinal: NodeOrdinal): void;
}

export function Chain({ path, onChoose }: Props) {
  const [unfolded, setUnfolded] = useState(false);
  const links = chainLinks(path);
  if (links.length === 0) {
    return (
      <p class="chain">
        No chain: no root reaches this object. It is waiting to be collected, or only weak links lead to it.
      </p>
    );
  }
  const folded = !unfolded && links.length > FOLD_ABOVE;
  const start = folded ? links.slice(0, SHOWN_AT_START) : links;
  const end = folded ? links.slice(-SHOWN_AT_END) : [];
  return (
    <p class="chain">
      <span class="chain-title">Shortest chain: </span>
      <Links links={start} onChoose={onChoose} />
      {folded && (
        <>
          {ARROW}
          <button type="button" class="fold" onClick={() => setUnfolded(true)}>
            {links.length - SHOWN_AT_START - SHOWN_AT_END} more
          </button>
          {ARROW}
        </>
      )}
      <Links links={end} onChoose={onChoose} />{' '}
      <CopyButton text={() => chainText(links)} label="Copy" title="Copy the whole chain as text" />
    </p>
  );
}

function Links({ links, onChoose }: { readonly links: readonly ChainLink[]; onChoose(ordinal: NodeOrdinal): void }) {
  return (
    <>
      {links.map(({ ordinal, id, text }, index) => (
        <>
          {index > 0 && ARROW}
          <button type="button" class="link" title={`Show the retainers of @${id}`} onClick={() => onChoose(ordinal)}>
            {text}
          </button>
        </>
      ))}
    </>
  );
}
