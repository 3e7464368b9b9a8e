/** Saves open snapshots without data, to be attached to a public report. */
import { useState } from 'preact/hooks';
import { saveRedactedCopy } from '../../app/redacted-copy';
import { type ReadySnapshot, readySnapshots } from '../../state/snapshots';
import { failureWords } from '../text/copying';

export function RedactedCopies() {
  const [answer, setAnswer] = useState('');
  const ready = readySnapshots.value;
  if (ready.length === 0) return null;
  const take = async (snapshot: ReadySnapshot) => {
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
            {snapshot.life.info.format === 'V8' ? (
              <button type="button" onClick={() => void take(snapshot).catch(say)}>
                Save a redacted copy of {snapshot.fileName}
              </button>
            ) : (
              `None of ${snapshot.fileName}: only V8’s format can be copied, and this is ${snapshot.life.info.format}’s.`
            )}
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
