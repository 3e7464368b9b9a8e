/** Takes what is shown along: the report, the table, the retainers, the chain. All of it is written by the engine. */
import { ask } from '../../app/engines';
import { copy, download } from '../../app/export';
import { writeStatistics } from '../../app/statistics';
import { useState } from 'preact/hooks';
import type { ExportFormat, ObjectExport, RowQuery } from '../../engine/protocol';
import { allocationSort, filter, isTable, selection, sorts, summarySide, view } from '../../state/navigation';
import { shownObjects } from '../../state/objects-shown';
import { shownComparison } from '../../state/comparison';
import { apart, pair, series, seriesKeys, snapshotOn } from '../../state/pair';
import { snapshotOf } from '../../state/snapshots';
import { shortName } from '../../state/snapshot-name';
import { ignoredOf } from '../../state/ignored';
import { redact } from '../../state/redaction';
import { answerOf } from '../../state/task';
import { timeline } from '../../state/timeline';
import { Popover } from '../../widgets/popover';
import { copyWords, failureWords } from '../text/copying';
import { RedactedCopies } from './redacted-copies';
import { ReportExport } from './report-export';

const FORMATS: readonly (readonly [ExportFormat, string])[] = [
  ['text', 'Text'],
  ['csv', 'CSV'],
  ['json', 'JSON'],
];

/** Something that can be exported. `name` becomes the file's name. */
interface Exportable {
  readonly title: string;
  readonly name: string;
  write(format: ExportFormat, redact: boolean): Promise<string>;
}

export function ExportMenu() {
  return (
    <Popover label="Export" title="Save or copy what is shown" panelLabel="Export" align="end">
      {() => (
        <>
          {(view.value === 'suspects' || view.value === 'verify') && <ReportExport about={view.value} key={view.value} />}
          <ExportPanel />
          <RedactedCopies />
          <WhatIsTaken />
        </>
      )}
    </Popover>
  );
}

function ExportPanel() {
  const [answer, setAnswer] = useState('');
  const things = exportables();
  if (things.length === 0) return null;
  const save = async ({ name, write }: Exportable, format: ExportFormat) => {
    setAnswer('Writing…');
    await download(name, format, (redacted) => write(format, redacted));
    setAnswer(`Saved as ${name}`);
  };
  const take = async ({ title, write }: Exportable) => {
    setAnswer('Writing…');
    setAnswer(copyWords(title, await copy((redacted) => write('text', redacted))));
  };
  const say = (thrown: unknown) => setAnswer(failureWords(thrown));
  return (
    <>
      <table class="export">
        <tbody>
          {things.map((thing) => (
            <tr key={thing.title}>
              <th scope="row">{thing.title}</th>
              {FORMATS.map(([format, title]) => (
                <td key={format}>
                  <button
                    type="button"
                    aria-label={`Save ${thing.title} as ${title}`}
                    onClick={() => void save(thing, format).catch(say)}
                  >
                    {title}
                  </button>
                </td>
              ))}
              <td>
                <button
                  type="button"
                  aria-label={`Copy ${thing.title} as text`}
                  onClick={() => void take(thing).catch(say)}
                >
                  Copy
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet" role="status">
        {answer || 'Exact bytes, the whole table, sorted and filtered as shown.'}
      </p>
    </>
  );
}

/** What the switch in the header means for what is taken along. */
function WhatIsTaken() {
  return (
    <p class="quiet">
      {redact.value
        ? 'Redacted: texts, keys and every name that the program’s own code does not name are left out. Ids, sizes, counts and file names stay, and so does text that you mark and copy yourself.'
        : 'Not redacted: strings, keys and names of the heap are in it, and these can be secrets.'}
    </p>
  );
}

const OF_OBJECT: readonly (readonly [string, ObjectExport])[] = [
  ['Retainers of', 'retainers'],
  ['Chain to', 'chain'],
  ['Cuts of', 'cuts'],
];

function exportables(): Exportable[] {
  const table = tableExport();
  const things = table === null ? [] : [table];
  const selected = selection.value;
  if (selected === null) return things;
  const {
    snapshot,
    object: { ordinal, id },
  } = selected;
  const of = `${shortName(snapshotOf(snapshot)?.fileName ?? 'snapshot')}-${id}`;
  const ofObject = OF_OBJECT.map(([title, what]): Exportable => ({
    title: `${title} @${id}`,
    name: `${what}-${of}`,
    write: (format, redacted) => ask(snapshot, 'exportObject', [what, ordinal, redacted, ignoredOf(snapshot), format]),
  }));
  return [...things, ...ofObject];
}

/** The names of the snapshots that are compared, or that of the only one. */
const snapshotNames = (): string => series.value.map(({ fileName }) => shortName(fileName)).join('-');

function tableExport(): Exportable | null {
  const table = view.value;
  const shown = snapshotOn(summarySide.value);
  if (table === 'allocation' && shown !== null) {
    const query = { sort: allocationSort.value, from: 0, count: 0 };
    return {
      title: 'Allocation',
      name: `allocation-${shortName(shown.fileName)}`,
      write: (format, redacted) => ask(shown.key, 'exportAllocations', [format, { ...query, redact: redacted }]),
    };
  }
  if (table === 'statistics' && shown !== null)
    return { title: 'Statistics', name: `statistics-${snapshotNames()}`, write: writeStatistics };
  if (!isTable(table)) return null;
  const query: RowQuery = { sort: sorts.value[table], filter: filter.value.text, from: 0, count: 0 };
  const now = pair.value;
  if (table === 'comparison') {
    const of = answerOf(shownComparison.value.task, shownComparison.value.keys)?.keys;
    if (now === null || of === undefined) return null;
    const name = `comparison-${shortName(now.older.fileName)}-${shortName(now.newer.fileName)}`;
    const method = apart.value === null ? 'exportComparison' : 'exportTimeline';
    return {
      title: 'Comparison',
      name,
      write: (format, redacted) => ask(now.newer.key, method, [of, format, { ...query, redact: redacted }]),
    };
  }
  if (table === 'timeline') {
    const of = answerOf(timeline.value, seriesKeys.value)?.keys;
    if (now === null || of === undefined) return null;
    const name = `timeline-${snapshotNames()}`;
    return {
      title: 'Timeline',
      name,
      write: (format, redacted) => ask(now.newer.key, 'exportTimeline', [of, format, { ...query, redact: redacted }]),
    };
  }
  if (shown === null) return null;
  return {
    title: 'Summary',
    name: `summary-${shortName(shown.fileName)}`,
    write: (format, redacted) =>
      ask(shown.key, 'exportSummary', [format, { ...query, redact: redacted, objects: shownObjects.value }]),
  };
}
