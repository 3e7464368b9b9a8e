/** Verify: what became of every suspect in the snapshots of the repaired program. */
import type { HolderFigures, Outcome, Verified } from '../../engine/findings';
import {
  chooseRepaired,
  otherPairs,
  pair,
  type Process,
  repaired,
  series,
  swapRepaired,
  verificationKeys,
} from '../../state/pair';
import { answerOf } from '../../state/task';
import { verification } from '../../state/verification';
import { count, exactBytes, signedBytes } from '../text/format';
import { TaskNotice } from '../common/task-notice';
import { Sentence } from './sentence';

export function VerifyView() {
  return (
    // A list longer than the screen is scrolled by keys, too.
    <div class="suspects" tabIndex={0} role="region" aria-label="Verification">
      <h2 class="hidden">Verify</h2>
      <Programs />
      <Answer />
    </div>
  );
}

/** Which snapshots are of the leaking program, which of the repaired one, and how to have it otherwise. */
function Programs() {
  const others = otherPairs.value;
  const now = repaired.value;
  const told = now[0]?.life.apart.get(pair.value?.older.key ?? -1) ?? pair.value?.older.life.apart.get(now[0]?.key ?? -1);
  return (
    <>
      <div class="programs">
        <span>
          <span class="label">Before the fix:</span> <b>{namesOf(series.value)}</b>
        </span>
        <button type="button" title="Swap before and after the fix" aria-label="Swap before and after the fix" onClick={swapRepaired}>
          ⇄
        </button>
        <label>
          <span class="label">After the fix:</span>{' '}
          {others.length < 2 ? (
            <b>{namesOf(now)}</b>
          ) : (
            <select
              value={String(others.indexOf(now))}
              onChange={(event) => chooseRepaired(others[Number(event.currentTarget.value)] ?? [])}
            >
              {others.map((process, index) => (
                <option key={index} value={String(index)}>
                  {namesOf(process)}
                </option>
              ))}
            </select>
          )}
        </label>
      </div>
      {told !== undefined && (
        <p class="quiet">
          Taken as two processes, so holders are found again by path and class, not by id. In a sample, {told}
        </p>
      )}
    </>
  );
}

const namesOf = (process: Process): string => process.map(({ name }) => name).join(' → ');

function Answer() {
  const now = verification.value;
  const keys = verificationKeys.value;
  const answer = answerOf(now, keys)?.value.answer;
  if (answer === undefined)
    return (
      <TaskNotice
        task={now}
        keys={keys}
        failed="The fix could not be verified:"
        otherwise="The other views can be used as before."
      >
        <p class="quiet" role="status">
          {now.kind === 'running' ? 'Looking for the suspects in the repaired program…' : 'Waiting until the suspects are named…'}
        </p>
      </TaskNotice>
    );
  const { summary, suspects, newSentences } = answer;
  return (
    <>
      <p class="verdict" role="status">
        {summary}
      </p>
      {suspects.length > 0 && (
        <ol class="suspect-list">
          {suspects.map((suspect) => (
            <SuspectAgain key={suspect.rank} suspect={suspect} />
          ))}
        </ol>
      )}
      {newSentences.length > 0 && (
        <section class="only-after">
          <h3>Suspects of the repaired program alone</h3>
          <ul>
            {newSentences.map(({ parts }, index) => (
              <li key={index}>
                <Sentence parts={parts} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const SIGNS: Readonly<Record<Outcome, string>> = {
  gone: '✓ gone',
  'not found': '? not found',
  smaller: '↓ smaller',
  'still there': '✗ still there',
  'no suspects': 'no suspects',
};

function SuspectAgain({ suspect: { parts, verdict, whyParts, before, after } }: { readonly suspect: Verified }) {
  return (
    <li class="suspect">
      <p class={`outcome outcome-${verdict.replace(' ', '-')}`}>{SIGNS[verdict]}</p>
      <h3>
        <Sentence parts={parts} />
      </h3>
      <table class="figures before-after">
        <caption class="hidden">Before and after the fix</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="hidden">Figure</span>
            </th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Growth, retained size</th>
            <Growth of={before} />
            <Growth of={after} />
          </tr>
          <tr>
            <th scope="row">New entries</th>
            <td>{count(before.newEntries)}</td>
            <td>{count(after.newEntries)}</td>
          </tr>
          <tr>
            <th scope="row">Entries in all</th>
            <td>{count(before.entries)}</td>
            <td>{count(after.entries)}</td>
          </tr>
        </tbody>
      </table>
      <p class="quiet">
        <Sentence parts={whyParts} />
      </p>
    </li>
  );
}

function Growth({ of: { retainedGrowth } }: { readonly of: HolderFigures }) {
  return <td title={exactBytes(retainedGrowth)}>{signedBytes(retainedGrowth)}</td>;
}
