/** Takes the suspects, or what became of them, along as a report. What will be in it is shown first. */
import { useState } from 'preact/hooks';
import { ask } from '../../app/engines';
import { copy, download } from '../../app/export';
import type { ReportFile, ReportFormat } from '../../engine/findings';
import type { ResultName } from '../../engine/protocol';
import { seriesKeys, verificationKeys } from '../../state/pair';
import { redact } from '../../state/redaction';
import { type SnapshotKey, snapshotOf } from '../../state/snapshots';
import { shortName } from '../../state/snapshot-name';
import { suspects } from '../../state/suspects';
import { answerOf } from '../../state/task';
import { verification } from '../../state/verification';
import { useLatest } from '../common/use-latest';
import { copyWords, failureWords } from '../text/copying';

const FORMATS: readonly (readonly [ReportFormat, string])[] = [
  ['markdown', 'Markdown'],
  ['html', 'HTML'],
  ['json', 'JSON'],
  ['text', 'Text'],
];

/** Lines of the report that the preview shows. */
const PREVIEW_LINES = 40;

/** A report that can be written. */
interface Reported {
  /** The file's name. */
  readonly name: string;
  /** The answer that it tells. */
  readonly of: { readonly keys: ResultName };
  write(format: ReportFormat, redact: boolean): Promise<string>;
}

export function ReportExport({ about }: { readonly about: 'suspects' | 'verify' }) {
  const reported = about === 'suspects' ? suspectsReport() : verificationReport();
  if (reported === null) return <p class="quiet">The report can be saved when the answer stands.</p>;
  return <Report key={reported.of.keys} reported={reported} />;
}

const namesOf = (keys: readonly SnapshotKey[]): string =>
  keys.map((key) => shortName(snapshotOf(key)?.fileName ?? 'snapshot')).join('-');

/** The files as the head of a report names them. */
const filesOf = (keys: readonly SnapshotKey[]): ReportFile[] =>
  keys.flatMap((key) => {
    const snapshot = snapshotOf(key);
    return snapshot === undefined ? [] : [{ name: snapshot.fileName, size: snapshot.byteLength }];
  });

function suspectsReport(): Reported | null {
  const now = answerOf(suspects.value, seriesKeys.value);
  if (now === null) return null;
  const { latest, series } = now.value;
  const write = (format: ReportFormat, redacted: boolean) =>
    ask(latest, 'exportSuspects', [now.keys, format, redacted, filesOf(series)]);
  return { name: `suspects-${namesOf(series)}`, of: now, write };
}

function verificationReport(): Reported | null {
  const now = answerOf(verification.value, verificationKeys.value);
  if (now === null) return null;
  const { latest, leaking, repaired } = now.value;
  const write = (format: ReportFormat, redacted: boolean) =>
    ask(latest, 'exportVerification', [now.keys, format, redacted, filesOf(leaking), filesOf(repaired)]);
  const name = `verification-${namesOf(leaking)}-against-${namesOf(repaired)}`;
  return { name, of: now, write };
}

function Report({ reported: { name, of, write: writeAs } }: { readonly reported: Reported }) {
  const [format, setFormat] = useState<ReportFormat>('markdown');
  const [answer, setAnswer] = useState('');
  // The HTML page says what the Markdown says; its source would show little of it.
  const shownAs = format === 'html' ? 'markdown' : format;
  const save = async () => {
    await download(name, format, (redacted) => writeAs(format, redacted));
    setAnswer(`Saved as ${name}`);
  };
  const take = async () => {
    setAnswer(copyWords('Report', await copy((redacted) => writeAs(format, redacted))));
  };
  const say = (thrown: unknown) => setAnswer(failureWords(thrown));
  return (
    <div class="report">
      <h2>Report</h2>
      <fieldset class="choices">
        <legend class="hidden">Format of the report</legend>
        {FORMATS.map(([each, title]) => (
          <label key={each}>
            <input type="radio" name="report format" checked={each === format} onChange={() => setFormat(each)} />{' '}
            {title}
          </label>
        ))}
      </fieldset>
      <Preview key={`${of.keys} ${shownAs} ${redact.value}`} write={() => writeAs(shownAs, redact.value)} />
      <p class="report-actions">
        <button type="button" onClick={() => void save().catch(say)}>
          Save report
        </button>
        <button type="button" onClick={() => void take().catch(say)}>
          Copy report
        </button>
        <span class="quiet" role="status">
          {answer}
        </span>
      </p>
    </div>
  );
}

/** One report; for another pair, format or redaction there is another preview, so that none shows what another would. */
function Preview({ write }: { write(): Promise<string> }) {
  const text = useLatest(write, []);
  return (
    <pre class="preview" tabIndex={0} role="region" aria-label="What will be in the report">
      {text.error ?? (text.value === null ? 'Writing…' : firstLines(text.value))}
    </pre>
  );
}

function firstLines(text: string): string {
  const lines = text.trimEnd().split('\n');
  const rest = lines.length - PREVIEW_LINES;
  return rest <= 0 ? lines.join('\n') : `${lines.slice(0, PREVIEW_LINES).join('\n')}\n… and ${rest} more lines`;
}
