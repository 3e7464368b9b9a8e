// Writes tests/leaks/cases anew: runs the programs below tests/leaks/programs, takes their heap snapshots and measures
// the truth about them.
//
//   node tests/leaks/make.mjs                 all cases
//   node tests/leaks/make.mjs mail-outbox …   only these
//   node tests/leaks/make.mjs --measure …     keep the snapshots, only measure and write truth.json again
//
// What a case.mjs says is described in README.md.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import zlib from 'node:zlib';
import {takeChromiumSeries} from './make/chromium.mjs';
import {takeNodeSeries} from './make/node.mjs';
import {writeTruth} from './make/truth.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PROGRAMS = path.join(HERE, 'programs');
const CASES = path.join(HERE, 'cases');

/** Snapshots are taken where a program's path tells nothing of the machine. */
const PLACE = '/srv/app';

/** Words that would tell where a snapshot was made. */
const TELLTALE = [os.hostname(), os.homedir(), os.tmpdir(), process.cwd()].filter(word => word.length > 2);

/** Packs `text` as NAME.heapsnapshot.gz of a case. */
function keep(directory, name, snapshot) {
  const told = TELLTALE.find(word => snapshot.includes(`"${word}`) || snapshot.includes(`${word}/`));
  if (told) throw new Error(`${name}.heapsnapshot speaks of ${told}`);
  const packed = zlib.gzipSync(snapshot, {level: 9});
  fs.writeFileSync(path.join(directory, `${name}.heapsnapshot.gz`), packed);
  console.log(`  ${name}: ${(snapshot.length / 1e6).toFixed(1)} MB, packed ${(packed.length / 1e6).toFixed(2)} MB`);
}

/** Runs the program laid out from `sources` (later ones replace files of earlier ones) and keeps its snapshots. */
async function takeSeries(spec, sources, names, directory) {
  fs.rmSync(PLACE, {recursive: true, force: true});
  fs.mkdirSync(PLACE, {recursive: true});
  try {
    for (const source of sources) fs.cpSync(source, PLACE, {recursive: true, filter: file => !/case\.mjs$|fixed$/.test(file) || file === source});
    const take = spec.page ? takeChromiumSeries : takeNodeSeries;
    const runtime = await take(spec, PLACE, names, (name, snapshot) => keep(directory, name, snapshot));
    return runtime;
  } finally {
    fs.rmSync(PLACE, {recursive: true, force: true});
  }
}

async function makeCase(name, {measureOnly}) {
  const program = path.join(PROGRAMS, name);
  const directory = path.join(CASES, name);
  const {default: spec} = await import(pathToFileURL(path.join(program, 'case.mjs')));
  const names = spec.series ?? ['A', 'B'];
  const truthFile = path.join(directory, 'truth.json');
  console.log(name);
  let runtime;
  if (measureOnly) {
    ({runtime} = JSON.parse(fs.readFileSync(truthFile, 'utf8')));
  } else {
    fs.rmSync(directory, {recursive: true, force: true});
    fs.mkdirSync(directory, {recursive: true});
    runtime = await takeSeries(spec, [program], names, directory);
    if (spec.fixed) await takeSeries(spec, [program, path.join(program, 'fixed')], names.slice(0, 2).map(moment => `fixed-${moment}`), directory);
  }
  await writeTruth({...spec, runtime, series: names}, directory);
}

const options = process.argv.slice(2);
const named = options.filter(option => !option.startsWith('--'));
for (const name of named.length ? named : fs.readdirSync(PROGRAMS).sort()) {
  await makeCase(name, {measureOnly: options.includes('--measure')});
}
