// A recording of allocations of the bundled sample program (tests/samples/bundled), made by the Node.js that runs the tests.

import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const BUNDLE = fileURLToPath(new URL('../samples/bundled/prices.js', import.meta.url));
const RECORDER = `
const fs = require('node:fs');
const {Session} = require('node:inspector');
const [bundle, recording] = process.argv.slice(2);
const session = new Session();
session.connect();
session.on('HeapProfiler.addHeapSnapshotChunk', ({params}) => fs.appendFileSync(recording, params.chunk));
session.post('HeapProfiler.enable');
session.post('HeapProfiler.startTrackingHeapObjects', {trackAllocations: true});
// The program writes snapshots to where its arguments say.
process.argv.splice(2, 2, recording + '.1', recording + '.2');
require(bundle);
session.post('HeapProfiler.stopTrackingHeapObjects', {reportProgress: false});
`;

/** Runs the bundle in `folder`; gives the path of the recording. */
export function recordBundled(folder) {
  const [recorder, bundle, recording] = ['record.cjs', 'dist/prices.js', 'prices.heaptimeline'].map(name => path.join(folder, name));
  fs.mkdirSync(path.dirname(bundle));
  fs.copyFileSync(BUNDLE, bundle);
  fs.writeFileSync(recorder, RECORDER);
  execFileSync(process.execPath, [recorder, bundle, recording]);
  return recording;
}
