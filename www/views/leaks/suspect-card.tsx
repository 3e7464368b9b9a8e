/** One suspect: the sentence, what speaks for it, the chain that holds it, and where to go from here. */
import { useRef } from 'preact/hooks';
import { ask } from '../../app/engines';
import { selectById } from '../../app/select-object';
import { showNew } from '../../app/show-new';
import type { Suspect } from '../../engine/findings';
import type { ResultName } from '../../engine/protocol';
import { selection, view } from '../../state/navigation';
import type { Named } from '../../state/suspects';
import { CopyButton } from '../../widgets/copy-button';
import { copyShortly } from '../text/copying';
import { chainText } from '../text/retaining-path';
import { HeldBy } from './held-by';
import { PerEntryTable } from './per-entry';
import { Sentence } from './sentence';
import { suspectLinks } from './suspect-chain';
import { Classes, Facts, Timeline } from './suspect-figures';
import { focusTab } from '../common/view-tabs';

interface Props {
  readonly suspect: Suspect;
  /** The answer that the suspect is in, and its name. */
  readonly of: ResultName;
  readonly named: Named;
}

/** Links of the chain in front of the holder that are shown also when the chain is folded. */
const SHOWN_BEFORE_HOLDER = 2;

export function SuspectCard({ suspect, of, named: { series, latest } }: Props) {
  const card = useRef<HTMLLIElement>(null);
  const selected = selection.value;
  const isShown = selected?.snapshot === latest && selected.object.id === suspect.holder.id;
  const show = async (id: number) => {
    await selectById(latest, id);
    // The pane that opens below must not hide what was clicked.
    requestAnimationFrame(() => card.current?.scrollIntoView({ block: 'nearest' }));
  };
  const reveal = async (className: string) => {
    await showNew(className);
    focusTab(view.peek());
  };
  /** What is written of the suspect, as it leaves the page. */
  const toTake = (write: (suspect: Suspect) => string) => async (redacted: boolean) => {
    if (!redacted) return write(suspect);
    const { suspects } = await ask(latest, 'findings', [of, true]);
    return suspects.filter(({ rank }) => rank === suspect.rank).map(write).join();
  };
  const links = suspectLinks(suspect);
  const holderAt = links.findIndex(({ isHolder }) => isHolder);
  const [entered] = suspect.grows;
  return (
    <li ref={card} class={isShown ? 'suspect suspect-shown' : 'suspect'}>
      <h3>
        <Sentence parts={suspect.parts} />
      </h3>
      <div class="suspect-figures">
        <Facts suspect={suspect} />
        <Classes suspect={suspect} onChoose={(className) => void reveal(className)} />
        {suspect.perEntry !== null && <PerEntryTable entry={suspect.perEntry} />}
        {suspect.timeline.length > 2 && <Timeline points={suspect.timeline} series={series} />}
      </div>
      <HeldBy
        links={links}
        shownFrom={Math.max(0, holderAt - SHOWN_BEFORE_HOLDER)}
        onChoose={({ id }) => void show(id)}
        toTake={toTake((taken) => chainText(suspectLinks(taken)))}
      />
      <p class="suspect-actions">
        <button type="button" onClick={() => void show(suspect.holder.id)}>
          Show who holds it
        </button>
        {entered !== undefined && (
          <button type="button" onClick={() => void reveal(entered.class)}>
            Show what is new
          </button>
        )}
        <CopyButton copy={() => copyShortly(toTake(({ sentence }) => sentence))} label="Copy sentence" />
      </p>
    </li>
  );
}
