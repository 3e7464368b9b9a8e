// Writes tests/samples anew: real snapshots of many runtimes and versions, small enough to keep in the repository.
//
//   node tests/generators/make.mjs            all samples
//   node tests/generators/make.mjs node20 …   only those whose name begins so
//
// If ZOPFLI names the program zopfli, it packs the samples, a tenth smaller than gzip but slowly.
//
// Runtimes come from their npm packages (mini-racer from PyPI), installed below tests/.cache; a Chromium must be there.
// Programs run in /srv/sample with an empty environment, because paths and environment end up in a snapshot.

import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {installed} from '../leaks/make/install.mjs';
import {pack} from '../support/pack.mjs';
import {takeBundled} from './bundled.mjs';
import {recordChromiumPage, takeChromiumPage} from './chromium.mjs';
import {RUNTIME_PAIRS} from './runtimes.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const SAMPLES = path.join(HERE, '../samples');
const PLACE = '/srv/sample';

/** name of the sample → program, Node version, arguments after the output files. */
const NODE_SAMPLES = {
  'node12.heapsnapshot': {node: 12, program: 'objects.cjs'},
  'node14.heapsnapshot': {node: 14, program: 'objects.cjs'},
  'node16.heapsnapshot': {node: 16, program: 'objects.cjs'},
  'node17.heapsnapshot': {node: 17, program: 'objects.cjs'},
  'node18-leak.heapsnapshot': {node: 18, program: 'leak.cjs', pair: true},
  'node19.heapsnapshot': {node: 19, program: 'objects.cjs'},
  'node20.heapsnapshot': {node: 20, program: 'objects.cjs'},
  'node21.heapsnapshot': {node: 21, program: 'objects.cjs'},
  'node22.heapsnapshot': {node: 22, program: 'objects.cjs'},
  'node23-internals.heapsnapshot': {node: 23, program: 'objects.cjs', args: ['{"exposeInternals":true}']},
  'node24.heapsnapshot': {node: 24, program: 'objects.cjs'},
  'node25-allocations.heaptimeline': {node: 25, program: 'allocations.cjs'},
  'node26-numeric.heapsnapshot': {node: 26, program: 'objects.cjs', args: ['{"exposeNumericValues":true}']},
};

/** The files of a pair: `a.heapsnapshot` → `a-before.heapsnapshot`, `a-after.heapsnapshot`. */
const pairOf = name => ['before', 'after'].map(moment => name.replace('.', `-${moment}.`));

/** Page → its sample or, if it leaks when it is told to, its two. */
const CHROMIUM_PAGES = {
  'page.html': pairOf('chromium.heapsnapshot'),
  'variables.html': ['chromium-variables.heapsnapshot'],
};

/** A page that is recorded while it leaks. */
const RECORDED = {page: 'page.html', file: 'chromium-allocations.heaptimeline'};

/** A bundled program; the bundle and its map are kept in tests/samples/bundled. */
const BUNDLED = 'node20-bundled.heapsnapshot';

/** Path of the newest Node of a major version; installed on first use. */
const nodeBinary = major => path.join(installed({node: major}), 'node/bin/node');

function runNode({node, program, args = []}, files) {
  fs.copyFileSync(nodeBinary(node), path.join(PLACE, 'node'));
  fs.copyFileSync(path.join(HERE, 'programs', program), path.join(PLACE, program));
  execFileSync(path.join(PLACE, 'node'), ['--expose-gc', program, ...files, ...args], {
    cwd: PLACE,
    env: {},
    stdio: 'inherit',
  });
}

/** Packs what a program wrote in PLACE into tests/samples. */
function keep(files, change = text => text) {
  for (const file of files) {
    const bytes = pack(path.join(SAMPLES, file), change(fs.readFileSync(path.join(PLACE, file))));
    console.log(`${file}.gz`, bytes);
  }
}

/** The snapshot without the texts of workerd's own modules, which are most of it and belong to others. */
function withoutLongTexts(bytes) {
  const snapshot = JSON.parse(bytes);
  snapshot.strings = snapshot.strings.map(text => (text.length > 4000 ? '(a long source text)' : text));
  return JSON.stringify(snapshot);
}

const wanted = process.argv.slice(2);
const isWanted = name => wanted.length === 0 || wanted.some(start => name.startsWith(start));

fs.mkdirSync(SAMPLES, {recursive: true});
fs.mkdirSync(PLACE, {recursive: true});
try {
  for (const [name, sample] of Object.entries(NODE_SAMPLES)) {
    if (!isWanted(name)) continue;
    const files = sample.pair ? pairOf(name) : [name];
    runNode(sample, files);
    keep(files);
  }
  for (const [name, take] of Object.entries(RUNTIME_PAIRS)) {
    if (!isWanted(name)) continue;
    const files = pairOf(name);
    await take(PLACE, files);
    keep(files, name.startsWith('workerd') ? withoutLongTexts : undefined);
  }
  if (isWanted(BUNDLED)) {
    takeBundled(PLACE, nodeBinary(20), pairOf(BUNDLED), path.join(SAMPLES, 'bundled'));
    keep(pairOf(BUNDLED));
  }
  for (const [page, files] of Object.entries(CHROMIUM_PAGES).filter(([, files]) => isWanted(files[0]))) {
    const html = fs.readFileSync(path.join(HERE, 'programs', page), 'utf8');
    await takeChromiumPage(html, ...files.map(file => path.join(PLACE, file)));
    keep(files);
  }
  if (isWanted(RECORDED.file)) {
    const html = fs.readFileSync(path.join(HERE, 'programs', RECORDED.page), 'utf8');
    await recordChromiumPage(html, path.join(PLACE, RECORDED.file));
    keep([RECORDED.file]);
  }
} finally {
  fs.rmSync(PLACE, {recursive: true, force: true});
}
