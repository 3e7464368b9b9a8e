/** Timeline: suspects and classes in every snapshot of the series; what grew in every step comes first. */
import type { Suspect } from '../../engine/findings';
import { chosenView } from '../../state/navigation';
import { series, seriesKeys } from '../../state/pair';
import type { ReadySnapshot } from '../../state/snapshots';
import { suspects } from '../../state/suspects';
import { answerOf } from '../../state/task';
import { timeline } from '../../state/timeline';
import { courseOf } from '../text/course';
import { Sparkline } from '../../widgets/sparkline/sparkline';
import { TimelineTable } from './timeline-table';
import { bytes, count, exactBytes, signedBytes } from '../text/format';
import { Notice } from '../common/notice';
import { TaskNotice } from '../common/task-notice';
import { closed } from '../text/object-text';
import { focusTab } from '../common/view-tabs';

export function TimelineView() {
  const now = timeline.value;
  const keys = seriesKeys.value;
  const ready = answerOf(now, keys);
  if (ready === null)
    return (
      <TaskNotice task={now} keys={keys}>
        <Notice>Putting the snapshots side by side…</Notice>
      </TaskNotice>
    );
  return (
    <div class="under-notice">
      <SuspectsOverTime snapshots={series.value} />
      <TimelineTable key={ready.keys} of={ready.keys} table="timeline" label="Timeline" snapshots={series.value} />
    </div>
  );
}

function SuspectsOverTime({ snapshots }: { readonly snapshots: readonly ReadySnapshot[] }) {
  const named = answerOf(suspects.value, seriesKeys.value)?.value.findings.suspects;
  if (named === undefined) return <p class="over-time quiet">Naming suspects…</p>;
  if (named.length === 0)
    return <p class="over-time quiet">No holder is a suspect. The classes in every snapshot:</p>;
  return (
    <div class="over-time" tabIndex={0} role="region" aria-label="Suspects over time">
      <table class="courses">
        <caption class="hidden">Suspects in every snapshot</caption>
        <thead>
          <tr>
            <th scope="col">Suspect</th>
            <th scope="col">Growth</th>
            {snapshots.map(({ key, name, fileName }) => (
              <th key={key} scope="col" title={`Entries in ${fileName}, and the retained size of the holder`}>
                {name} (entries, retained)
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {named.map((suspect) => (
            <SuspectOverTime key={suspect.rank} suspect={suspect} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SuspectOverTime({ suspect: { holder, sentence, retainedGrowth, timeline: points } }: { readonly suspect: Suspect }) {
  const sizes = points.map(({ retainedSize }) => retainedSize ?? 0);
  return (
    <tr>
      <th scope="row" title={sentence}>
        <button
          type="button"
          class="of-heap link"
          onClick={() => {
            chosenView.value = 'suspects';
            focusTab('suspects');
          }}
        >
          {closed(holder.name)}
        </button>
      </th>
      <td title={exactBytes(retainedGrowth)}>
        <Sparkline values={sizes} label={courseOf(sizes)} /> {signedBytes(retainedGrowth)}
      </td>
      {points.map(({ entries, retainedSize }, index) => (
        <td key={index} title={retainedSize === null ? 'The holder was not there.' : exactBytes(retainedSize)}>
          <span class="objects">{entries === null ? '−' : count(entries)}</span>{' '}
          <span class="amount">{retainedSize === null ? '−' : bytes(retainedSize)}</span>
        </td>
      ))}
    </tr>
  );
}
