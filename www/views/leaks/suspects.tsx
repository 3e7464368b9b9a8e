/** Suspects: whose growth it all is, and who holds what grew, in words, the most likely first. */
import type { Findings, SetAside } from '../../engine/findings';
import { openFiles } from '../../app/files';
import { seriesKeys } from '../../state/pair';
import { suspects } from '../../state/suspects';
import { answerOf } from '../../state/task';
import { bytes, count } from '../text/format';
import { closed } from '../text/object-text';
import { FileButton } from '../../widgets/file-button';
import { FILE_ENDINGS } from '../../state/file-endings';
import { ProcessNotice } from '../common/process-notice';
import { TaskNotice } from '../common/task-notice';
import { OneSnapshotFindings } from './one-snapshot';
import { Sentence } from './sentence';
import { Stages } from './stages';
import { SuspectCard } from './suspect-card';
import { WholeGrowth } from './whole-growth';

export function SuspectsView() {
  const now = suspects.value;
  const keys = seriesKeys.value;
  const answer = answerOf(now, keys);
  if (answer === null)
    return (
      <TaskNotice
        task={now}
        keys={keys}
        failed="Suspects could not be named:"
        otherwise="Comparison and Summary can be used as before."
      >
        <Stages />
      </TaskNotice>
    );
  const { findings, latest } = answer.value;
  if (findings.oneSnapshot !== null)
    return (
      <div class="suspects" tabIndex={0} role="region" aria-label="Findings">
        <h2 class="hidden">Suspects</h2>
        <OneSnapshotFindings findings={findings} one={findings.oneSnapshot} of={answer.keys} snapshot={latest} />
      </div>
    );
  return (
    // A list longer than the screen is scrolled by keys, too.
    <div class="suspects" tabIndex={0} role="region" aria-label="Findings">
      <h2 class="hidden">Suspects</h2>
      {findings.sameProcess ? (
        <p class="verdict" role="status">
          <Sentence parts={findings.verdictParts} />
        </p>
      ) : (
        <>
          <ProcessNotice />
          <p class="verdict" role="status">
            {findings.suspects.length === 0
              ? 'By path, the newer one holds no more of anything than noise. Comparison counts the classes.'
              : 'By path, the newer one holds more of these:'}
          </p>
        </>
      )}
      {findings.sameProcess && findings.balance.parts.length > 0 && <WholeGrowth balance={findings.balance} />}
      {findings.suspects.length > 0 && (
        <ol class="suspect-list">
          {findings.suspects.map((suspect) => (
            <SuspectCard key={suspect.rank} suspect={suspect} of={answer.keys} named={answer.value} />
          ))}
        </ol>
      )}
      {findings.suspects.some(({ confidence }) => confidence.next === 'anotherSnapshot') && (
        <p class="next-snapshot">
          <FileButton accept={FILE_ENDINGS} onFiles={openFiles}>
            Add a {findings.snapshots === 2 ? 'third' : 'further'} snapshot, taken after the same load
          </FileButton>{' '}
          <span class="quiet">What grows in every step is certain; what was only filling up will have stopped.</span>
        </p>
      )}
      {findings.suspects.length === 0 && <NextStep of={findings} />}
      {findings.sameProcess && (
        <>
          <p class="quiet">Taken as snapshots of one process: {findings.sameProcessWhy}</p>
          {findings.setAside.length > 0 && <Aside asides={findings.setAside} />}
        </>
      )}
    </div>
  );
}

/** What to do where nothing is named. */
function NextStep({ of: { balance } }: { readonly of: Findings }) {
  return (
    <p>
      To go on: use the program more between the snapshots, so that a leak stands out (1,000 times the same request leave
      1,000 new objects); add a third snapshot; or look at Comparison, which counts every class. Growth of less than{' '}
      {bytes(balance.noise)} counts as noise.
    </p>
  );
}

/** What grew and is no suspect. */
function Aside({ asides }: { readonly asides: readonly SetAside[] }) {
  return (
    <details>
      <summary>Set aside as no suspects: {count(asides.length)}</summary>
      <dl class="asides">
        {asides.map(({ name, why }, index) => (
          <div key={index}>
            <dt>
              <code class="of-heap name">{closed(name)}</code>
            </dt>
            <dd>
              {why}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
