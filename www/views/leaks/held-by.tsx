/** The chain of a suspect, a link a line: who holds it from the root on, the holder marked, file and line at the right. */
import { useState } from 'preact/hooks';
import type { Write } from '../../app/export';
import { CopyButton } from '../../widgets/copy-button';
import { folded } from '../retainers/chain-line';
import { copyShortly } from '../text/copying';
import { PlaceCode } from '../text/place';
import type { SuspectLink } from './suspect-chain';

interface Props {
  readonly links: readonly SuspectLink[];
  /** From this link on, all are shown. */
  readonly shownFrom: number;
  onChoose(link: SuspectLink): void;
  /** The chain as text that leaves the page. */
  readonly toTake: Write;
}

/** Links in front of the holder that are shown also when the chain is folded. */
const SHOWN_BEFORE_HOLDER = 2;

/** From where on the links of a folded chain are shown. */
export const shownFrom = (links: readonly SuspectLink[]): number =>
  Math.max(0, links.findIndex(({ isHolder }) => isHolder) - SHOWN_BEFORE_HOLDER);

export function HeldBy({ links, shownFrom, onChoose, toTake }: Props) {
  const [unfolded, setUnfolded] = useState(false);
  const { start, hidden, end } = folded(links, shownFrom, unfolded);
  const line = (link: SuspectLink) => (
    <li key={link.id} class={link.isHolder ? 'holder' : undefined}>
      <button type="button" class="of-heap cut link" title={`Show the retainers of @${link.id}`} onClick={() => onChoose(link)}>
        {link.text}
      </button>
      {link.isHolder && <span class="label">the holder</span>}
      {link.place !== undefined && <PlaceCode place={link.place} short />}
    </li>
  );
  return (
    <div class="chain held-by">
      <span class="chain-title">Held by: </span>
      <CopyButton copy={() => copyShortly(toTake)} label="Copy" title="Copy the whole chain as text" />
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
