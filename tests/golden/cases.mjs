// What the golden outputs are of: commands over stored snapshots, chosen so that each kind of suspect, set-aside, trend
// and verdict is in one of them that is stored, from Node.js and from Chromium.

import fs from 'node:fs';
import path from 'node:path';

const EXTENSIONS = {table: 'txt', json: 'json', csv: 'csv', markdown: 'md', html: 'html', ndjson: 'ndjson'};
const ROWS = ['--limit', '12'];
const TABLES = ['table', 'json', 'csv'];
const REPORTS = ['table', 'json', 'markdown', 'html'];

const LEAKS = 'tests/leaks/cases';
const sample = (name) => `tests/samples/${name}.heapsnapshot.gz`;
const snapshots = (name, letters) => letters.map((letter) => `${LEAKS}/${name}/${letter}.heapsnapshot.gz`);

/** The snapshots of a stored leaking program, oldest first. */
function series(root, name) {
  const taken = fs.readdirSync(path.join(root, LEAKS, name)).filter((file) => /^[A-Z]\.heapsnapshot\.gz$/.test(file));
  return taken.sort().map((file) => `${LEAKS}/${name}/${file}`);
}

/** One run for each format: `output` is the path of its golden file, below `outputs/`. */
const inFormats = (name, formats, ...args) =>
  formats.map((format) => ({output: `${name}.${EXTENSIONS[format]}`, args: [...args, '--format', format]}));

/** Every format of a report, as it is and redacted. */
const reports = (name, command, ...args) => [
  ...inFormats(`${name}/${command}`, REPORTS, command, ...args),
  ...inFormats(`${name}/${command}-redacted`, REPORTS, command, ...args, '--redact'),
];

/** Reported in every format: a dictionary, a detached tree, handles, a trend, set-asides, and nothing found. */
const REPORTED = ['shipping-rates', 'previews', 'resize-ports', 'exchange-rates', 'task-board', 'lazy-routes'];

/** What is found in every leaking program whose snapshots are stored: for people and for programs at least. */
const everyProgram = (root) =>
  fs
    .readdirSync(path.join(root, LEAKS))
    .sort()
    .flatMap((name) =>
      REPORTED.includes(name)
        ? reports(name, 'suspects', ...series(root, name))
        : inFormats(`${name}/suspects`, ['table', 'json'], 'suspects', ...series(root, name)),
    );

/** The pair of a program, and whether its suspects are in another pair. */
const verify = (name, [base, current], against) =>
  ['verify', ...snapshots(name, [base, current]), '--against', ...snapshots(name, against)];

const verifications = () => [
  ...reports('chart-panels', ...verify('chart-panels', ['A', 'B'], ['fixed-A', 'fixed-B'])),
  ...reports('mail-outbox', ...verify('mail-outbox', ['A', 'B'], ['fixed-A', 'fixed-B'])),
  ...reports('release-waits', ...verify('release-waits', ['A', 'B'], ['A', 'B'])),
  ...inFormats('shipping-rates/verify', REPORTS, ...verify('shipping-rates', ['A', 'B'], ['fixed-A', 'fixed-B'])),
  ...inFormats('order-book/verify', REPORTS, ...verify('order-book', ['A', 'B'], ['fixed-A', 'fixed-B'])),
];

/** Snapshots of different processes, by which nothing can be told by its id. */
const strangers = () => {
  const programs = ['suspects', sample('node12'), sample('node24')];
  const fixed = ['suspects', ...snapshots('chart-panels', ['A', 'fixed-B'])];
  return [
    ...reports('strangers-node', ...programs),
    ...inFormats('strangers-chromium/suspects', REPORTS, ...fixed),
    ...inFormats('strangers-node/timeline', TABLES, 'timeline', ...programs.slice(1), ...ROWS),
  ];
};

const samples = () => {
  const node = [sample('node18-leak-before'), sample('node18-leak-after')];
  const chromium = [sample('chromium-before'), sample('chromium-after')];
  const recorded = 'tests/samples/node25-allocations.heaptimeline.gz';
  return [
    ...reports('sample-node', 'suspects', ...node),
    ...inFormats('sample-chromium/suspects', REPORTS, 'suspects', ...chromium),
    ...inFormats('sample-node/one-snapshot', REPORTS, 'suspects', node[1]),
    ...inFormats('sample-node/one-snapshot-redacted', REPORTS, 'suspects', node[1], '--redact'),
    ...inFormats('photo-wall/one-snapshot', REPORTS, 'suspects', ...snapshots('photo-wall', ['C'])),
    ...inFormats('sample-node/compare', TABLES, 'compare', ...node, ...ROWS),
    ...inFormats('sample-chromium/compare', TABLES, 'compare', ...chromium, ...ROWS),
    ...inFormats('sample-node/compare-by-name', TABLES, 'compare', ...node, ...ROWS, '--sort', 'name'),
    ...inFormats('sample-node/summary', TABLES, 'summary', node[1], ...ROWS),
    ...inFormats('sample-node/summary-between', TABLES, 'summary', node[1], '--allocated-between', ...node, ...ROWS),
    ...inFormats('sample-node/summary-before', TABLES, 'summary', node[1], '--allocated-before', node[0], ...ROWS),
    ...inFormats('sample-node/summary-sessions', TABLES, 'summary', node[1], '--filter', 'session', '--sort', 'count'),
    ...inFormats('sample-chromium/summary', TABLES, 'summary', chromium[1], ...ROWS),
    ...inFormats('sample-node/duplicated-strings', TABLES, 'summary', node[1], '--objects', 'duplicated-strings', ...ROWS),
    ...inFormats('sample-chromium/event-handlers', TABLES, 'summary', chromium[1], ...ROWS, '--objects', 'retained-by-event-handlers'),
    ...inFormats('sample-node/dominators', TABLES, 'dominators', node[1], ...ROWS),
    ...inFormats('sample-chromium/statistics', TABLES, 'statistics', chromium[1]),
    ...inFormats('sample-node/strings', TABLES, 'strings', '--duplicates', node[1], ...ROWS),
    ...inFormats('sample-node/closures', TABLES, 'closures', node[1], ...ROWS),
    ...inFormats('sample-variables/unused', TABLES, 'unused-variables', sample('chromium-variables')),
    ...inFormats('sample-node/merged-paths', TABLES, 'merged-paths', node[1], 'Session', ...ROWS),
    ...inFormats('sample-node/find', TABLES, 'find', node[1], 'class:Session retained>100', ...ROWS),
    ...inFormats('sample-recorded/summary', TABLES, 'summary', recorded, ...ROWS),
    ...inFormats('sample-recorded/allocations', TABLES, 'allocations', recorded, '--callers', '2', ...ROWS),
    ...inFormats('sample-recorded/allocations-redacted', TABLES, 'allocations', recorded, ...ROWS, '--redact'),
    ...inFormats('sample-recorded/stack', TABLES, 'allocations', recorded, '@115025'),
    ...inFormats('sample-recorded/over-time', TABLES, 'allocations', recorded, '--over-time'),
    ...inFormats('sample-recorded/summary-within', TABLES, 'summary', recorded, '--allocated-from', '0.1', '--allocated-until', '0.3', ...ROWS),
    ...inFormats('sample-numeric/summary', TABLES, 'summary', sample('node26-numeric'), ...ROWS),
    ...inFormats('sample-node/timeline', TABLES, 'timeline', ...node, ...ROWS),
  ];
};

const threeSnapshots = (root) =>
  ['exchange-rates', 'connection-pool', 'photo-wall'].flatMap((name) =>
    inFormats(`${name}/timeline`, TABLES, 'timeline', ...series(root, name), ...ROWS),
  );

/** An object that leaks in each of four programs, one of them with rows that are no links to be followed. */
const OBJECTS = {'order-book': '@81277', previews: '@65589', 'label-printer': '@101665', 'resize-ports': '@3090'};

const retainers = () =>
  Object.entries(OBJECTS).flatMap(([name, id]) => {
    const [file] = snapshots(name, ['B']);
    return [
      ...inFormats(`${name}/retainers`, [...TABLES, 'ndjson'], 'retainers', file, id, ...ROWS),
      ...inFormats(`${name}/contents`, TABLES, 'contents', file, id, ...ROWS),
      ...inFormats(`${name}/path`, TABLES, 'path', file, id),
      ...inFormats(`${name}/cuts`, TABLES, 'cuts', file, id),
    ];
  });

/** Every run, in the order of the commands; `root` is the project's folder, to which paths in `args` are relative. */
export function cases(root) {
  return [
    ...everyProgram(root),
    ...verifications(),
    ...strangers(),
    ...samples(),
    ...threeSnapshots(root),
    ...retainers(),
  ];
}
