/** The commands of the capture help, run as they are written. */
import assert from 'node:assert/strict';
import { execFileSync, execSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { importModules } from '../../../tests/support/modules.mjs';

const { FROM_CODE, FROM_OUTSIDE, NEAR_LIMIT, CONTAINER, OLD_NODE } = await importModules('views/shell/capture-commands');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'leakscope-capture-'));
after(() => fs.rmSync(folder, { recursive: true }));

const snapshots = () => fs.readdirSync(folder).filter((name) => name.endsWith('.heapsnapshot'));
function isWhole(name) {
  try {
    return JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')).strings.length > 0;
  } catch {
    return false; // It is being written.
  }
}

/** Takes the snapshots that are there, which must be whole, away. */
function takeSnapshots() {
  const names = snapshots();
  for (const name of names) {
    const file = path.join(folder, name);
    assert.ok(JSON.parse(fs.readFileSync(file, 'utf8')).snapshot.node_count > 1000, name);
    fs.rmSync(file);
  }
  return names;
}

test('from the code: a file, a stream, a worker', () => {
  const [write, stream, ofWorker] = FROM_CODE.map(({ text }) => text);
  for (const code of [write, stream]) {
    execFileSync(process.execPath, ['-e', code], { cwd: folder });
    assert.equal(takeSnapshots().length, 1, code);
  }
  const worker = "const worker = new (require('node:worker_threads').Worker)('setInterval(() => {}, 1000)', { eval: true });";
  const end = ".then((file) => file.on('finish', () => worker.terminate()))";
  execFileSync(process.execPath, ['-e', `${worker} worker.on('online', () => { ${ofWorker}${end} });`], { cwd: folder });
  assert.deepEqual(takeSnapshots(), ['worker.heapsnapshot']);
});

test('from outside: started, found and asked by a signal, it goes on', { skip: process.platform === 'win32', timeout: 60_000 }, async () => {
  const [start, list, send] = FROM_OUTSIDE.map(({ text }) => text);
  fs.writeFileSync(path.join(folder, 'app.js'), "console.log('on'); setInterval(() => {}, 1000);");
  const [, ...words] = start.split(' ');
  const app = spawn(process.execPath, words, { cwd: folder });
  try {
    await new Promise((resolve) => app.stdout.once('data', resolve));
    const found = execSync(list, { encoding: 'utf8' }).split('\n').map((line) => line.split(' ')[0]);
    assert.ok(found.includes(String(app.pid)), `${app.pid} among ${found}`);
    execSync(send.replace('PID', app.pid));
    while (!snapshots().some(isWhole)) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(takeSnapshots().length, 1);
    assert.equal(app.exitCode ?? app.signalCode, null, 'it goes on');
  } finally {
    app.kill('SIGKILL');
  }
});

test('near the limit of the heap, Node.js writes them by itself', { timeout: 120_000 }, () => {
  fs.writeFileSync(path.join(folder, 'app.js'), 'const kept = []; for (;;) kept.push({ entry: new Array(100).fill({}) });');
  const [, option, app] = NEAR_LIMIT.text.split(' ');
  spawnSync(process.execPath, ['--max-old-space-size=16', option, app], { cwd: folder });
  assert.ok(takeSnapshots().length >= 1);
});

test('no command ends a process that nobody has looked at', () => {
  const all = [...FROM_CODE, ...FROM_OUTSIDE, NEAR_LIMIT, ...CONTAINER, ...OLD_NODE].map(({ text }) => text);
  for (const command of all) {
    assert.doesNotMatch(command, /pkill|killall|\$\(|`|\|/, 'what gets the signal is not chosen by a pattern');
    // Without a number in its place the shell's kill refuses.
    if (/\bkill\b/.test(command)) assert.match(command, / kill -USR2 PID$|^kill -USR2 PID$/);
  }
});
