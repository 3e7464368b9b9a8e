/** One suspect: the sentence, what speaks for it, the chain that holds it, and where to go from here. */
import { ask } from '../../app/engines';
import { showNew } from '../../app/show-new';
import type { Suspect } from '../../engine/findings';
import type { ResultName } from '../../engine/protocol';
import { view } from '../../state/navigation';
import type { Named } from '../../state/suspects';
import { Chain } from '../retainers/chain';
import { CopyButton } from '../text/copy-button';
import { chainText } from '../text/retaining-path';
import { PerEntryTable } from './per-entry';
import { Sentence } from './sentence';
import { suspectLinks } from './suspect-chain';
import { Classes, Facts, Timeline } from './suspect-figures';
import { focusTab } from '../common/view-tabs';
import { useCard } from './use-card';

interface Props {
  readonly suspect: Suspect;
  /** The answer that the suspect is in, and its name. */
  readonly of: ResultName;
  readonly named: Named;
}

export function SuspectCard({ suspect, of, named: { series, latest } }: Props) {
  const { card, show, cardClass } = useCard(latest, suspect.holder.id);
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
  const [entered] = suspect.grows;
  return (
    <li ref={card} class={cardClass}>
      <h3>
        <Sentence parts={suspect.parts} />
      </h3>
      <div class="suspect-figures">
        <Facts suspect={suspect} />
        <Classes suspect={suspect} onChoose={(className) => void reveal(className)} />
        {suspect.perEntry !== null && <PerEntryTable entry={suspect.perEntry} />}
        {suspect.timeline.length > 2 && <Timeline points={suspect.timeline} series={series} />}
      </div>
      <Chain
        links={links}
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
        <CopyButton write={toTake(({ sentence }) => sentence)} label="Copy sentence" />
      </p>
    </li>
  );
}
