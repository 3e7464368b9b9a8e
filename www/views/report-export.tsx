/** Takes the suspects along as a report. What will be in it is shown first; texts of the heap stay here by default. */
import { useState } from 'preact/hooks';
import { ask } from '../app/engines';
import { copy, download } from '../app/take-along';
import type { ReportFormat } from '../engine/protocol';
import { shortName, snapshotOf } from '../state/snapshots';
import { type Suspects, suspects } from '../state/suspects';
import { useLatest } from './use-latest';

const FORMATS: readonly (readonly [ReportFormat, string])[] = [
  ['markdown', 'Markdown'],
  ['html', 'HTML'],
  ['json', 'JSON'],
  ['text', 'Text'],
];

/** Lines of the report that the preview shows. */
const PREVIEW_LINES = 40;

export function ReportExport() {
  const now = suspects.value;
  if (now.kind !== 'ready') return <p class="quiet">The report can be saved when suspects are named.</p>;
  return <Report of={now} />;
}

function Report({ of }: { readonly of: Extract<Suspects, { kind: 'ready' }> }) {
  const [format, setFormat] = useState<ReportFormat>('markdown');
  const [redact, setRedact] = useState(true);
  const [answer, setAnswer] = useState('');
  const write = (as: ReportFormat) => ask(of.latest, 'exportSuspects', [as, redact]);
  // The HTML page says what the Markdown says; its source would show little of it.
  const shownAs = format === 'html' ? 'markdown' : format;
  const preview = useLatest(() => write(shownAs), [of, shownAs, redact]);
  const name = `suspects-${of.series.map((key) => shortName(snapshotOf(key)?.fileName ?? 'snapshot')).join('-')}`;
  const save = async () => {
    download(name, format, await write(format));
    setAnswer(`Saved as ${name}`);
  };
  const take = async () => {
    setAnswer((await copy(await write(format))) ? 'Report: copied' : 'The browser did not allow copying.');
  };
  const say = (thrown: unknown) => setAnswer(thrown instanceof Error ? thrown.message : String(thrown));
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
      <label>
        <input type="checkbox" checked={redact} onChange={(event) => setRedact(event.currentTarget.checked)} /> Redact
        heap strings{' '}
        <span class="quiet">
          (the text of strings and the keys of dictionaries; names of classes and properties stay)
        </span>
      </label>
      <pre class="preview" tabIndex={0} role="region" aria-label="What will be in the report">
        {preview.error ?? (preview.value === null ? 'Writing…' : firstLines(preview.value))}
      </pre>
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

function firstLines(text: string): string {
  const lines = text.trimEnd().split('\n');
  const rest = lines.length - PREVIEW_LINES;
  return rest <= 0 ? lines.join('\n') : `${lines.slice(0, PREVIEW_LINES).join('\n')}\n… and ${rest} more lines`;
}
