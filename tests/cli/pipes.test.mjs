// Snapshots that come through pipes, which can be read only once: named ones, `<(…)` of a shell, the standard input.

import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {program} from './heap.mjs';

const SAMPLES = fileURLToPath(new URL('../samples/', import.meta.url));
const sample = (name) => path.join(SAMPLES, `${name}.heapsnapshot.gz`);
const [BEFORE, AFTER, OTHER] = ['node18-leak-before', 'node18-leak-after', 'node22'].map(sample);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'leakscope-pipes-'));
after(() => fs.rmSync(folder, {recursive: true, force: true}));

/** Each command with files of one process and, where it makes a difference, of two. */
const CALLS = [
  ['summary', AFTER],
  ['summary', AFTER, '--allocated-before', BEFORE],
  ['summary', AFTER, '--allocated-between', BEFORE, AFTER],
  ['compare', BEFORE, AFTER],
  ['compare', BEFORE, OTHER],
  ['retainers', AFTER, '@1'],
  ['path', AFTER, '@1'],
  ['suspects', BEFORE, AFTER],
  ['suspects', BEFORE, OTHER],
  ['suspects', BEFORE, OTHER, AFTER],
  ['suspects', OTHER, BEFORE, AFTER],
  ['suspects', OTHER, OTHER, AFTER],
  ['verify', BEFORE, AFTER, '--against', BEFORE, AFTER],
  ['timeline', BEFORE, AFTER],
  ['timeline', BEFORE, OTHER, AFTER],
];

/** Runs to the end, or is stopped: what hangs here never ends by itself. */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000, killSignal: 'SIGKILL'});
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.on('close', (status, signal) => resolve({status, signal, stdout, stderr}));
  });
}

/** What is printed, without the names of files and their sizes, which a pipe does not have. */
const unnamed = (text, files) =>
  files.reduce((text, file) => text.replaceAll(path.basename(file), 'FILE'), text).replace(/FILE \([\d.,]+ .?B\)/g, 'FILE');

for (const [number, [command, ...args]] of CALLS.entries()) {
  const files = args.filter((argument) => argument.startsWith(SAMPLES));
  const title = [command, ...args.map((argument) => path.basename(argument, '.heapsnapshot.gz'))].join(' ');

  test(`named pipes: ${title}`, async () => {
    const expected = await run(program, [command, ...args]);
    const pipes = [];
    const writers = [];
    const piped = args.map((argument) => {
      if (!files.includes(argument)) return argument;
      const pipe = path.join(folder, `pipe-${number}-${pipes.length}`);
      assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
      pipes.push(pipe);
      writers.push(spawn('sh', ['-c', 'cat "$0" > "$1"', argument, pipe], {stdio: 'ignore'}));
      return pipe;
    });
    try {
      const found = await run(program, [command, ...piped]);
      assert.deepEqual([found.status, found.signal], [expected.status, null], found.stderr);
      assert.equal(unnamed(found.stdout, pipes), unnamed(expected.stdout, files));
    } finally {
      for (const writer of writers) writer.kill('SIGKILL');
    }
  });
}

test('pipes of a shell', async () => {
  const {status, stdout, stderr} = await run('bash', [
    '-c',
    '"$0" suspects <(zcat "$1") <(zcat "$2") --format json',
    program,
    BEFORE,
    OTHER,
  ]);
  assert.equal(status, 0, stderr);
  assert.equal(JSON.parse(stdout).sameProcess, false);
});
