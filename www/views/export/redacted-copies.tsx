/** Saves open snapshots without data, to be attached to a public report. */
import { useState } from 'preact/hooks';
import { saveRedactedCopy } from '../../app/redacted-copy';
import { type Snapshot, snapshots } from '../../state/snapshots';
import { failureWords } from '../text/copying';

export function RedactedCopies() {
  const [answer, setAnswer] = useState('');
  const ready = snapshots.value.filter(({ life }) => life.kind === 'ready');
  if (ready.length === 0) return null;
  const take = async (snapshot: Snapshot) => {
    setAnswer(`Copying ${snapshot.fileName}…`);
    setAnswer(`Saved as ${await saveRedactedCopy(snapshot)}`);
  };
  const say = (thrown: unknown) => setAnswer(failureWords(thrown));
  return (
    <>
      <h2>Snapshots without data</h2>
      <ul class="plain">
        {ready.map((snapshot) => (
          <li key={snapshot.key}>
            <button type="button" onClick={() => void take(snapshot).catch(say)}>
              Save a redacted copy of {snapshot.fileName}
            </button>
          </li>
        ))}
      </ul>
      <p class="quiet" role="status">
        {answer ||
          'The same heap with every text that is data replaced: numbers, links and the names of the program’s code stay. For public reports.'}
      </p>
    </>
  );
}
