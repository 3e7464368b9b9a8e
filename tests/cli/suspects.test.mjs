// The suspects of a real pair, in every format, and what becomes of them.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {findLeakscope} from '../conformance/leakscope.mjs';

const leakscope = findLeakscope();
const sample = (name) =>
  path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'samples', `${name}.heapsnapshot.gz`);
const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');

function run(...arguments_) {
  return spawnSync(leakscope, arguments_, {encoding: 'utf8', maxBuffer: 1 << 28});
}

function json(...arguments_) {
  const {status, stdout, stderr} = run(...arguments_, '--format', 'json');
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

test('the leaking Map is the first suspect, with a chain that leads to it', () => {
  const {sameProcess, suspects, background} = json('suspects', BEFORE, AFTER);
  assert.equal(sameProcess, true);
  const [first] = suspects;
  assert.equal(first.rank, 1);
  assert.equal(first.kind, 'Map');
  assert.match(first.sentence, /sessions` grew by 300 entries/);
  assert.equal(first.chain[first.holderStep].id, first.holder.id);
  assert.equal(first.chain[first.holderStep].edgeName, 'sessions');
  assert.equal(first.entries - first.newEntries, first.timeline[0].entries);
  assert.ok(first.grows.some((grown) => grown.class === 'Session' && grown.count === 300));
  assert.ok(background.parts.some(({what}) => what.startsWith('compiled code')));
});

test('a snapshot has no suspects against itself', () => {
  const {suspects, verdict, background} = json('suspects', AFTER, AFTER);
  assert.deepEqual(suspects, []);
  assert.match(verdict, /^Nothing grew beyond noise/);
  assert.equal(background.count, 0);
});

test('snapshots of two processes are told apart, and fail no gate', () => {
  const {sameProcess, suspects, verdict} = json('suspects', BEFORE, sample('node22'), '--fail-on-growth', '1kB');
  assert.equal(sameProcess, false);
  assert.ok(suspects.every(({confidence}) => confidence.level === 'low'));
  assert.match(verdict, /different processes/);
});

test('growth over the limit ends with 3, after the report', () => {
  const over = run('suspects', BEFORE, AFTER, '--fail-on-growth', '1kB');
  assert.equal(over.status, 3);
  assert.match(over.stdout, /^1\. `/m);
  assert.match(over.stderr, /1000 are allowed/);
  assert.equal(run('suspects', BEFORE, AFTER, '--fail-on-growth', '5MB').status, 0);
  assert.equal(run('suspects', BEFORE, AFTER, '--fail-on-growth', 'much').status, 2);
  assert.equal(run('suspects', BEFORE).status, 2);
});

test('a page of suspects needs nothing else and runs nothing', () => {
  const {stdout} = run('suspects', BEFORE, AFTER, '--format', 'html');
  assert.match(stdout, /^<!doctype html>/);
  assert.match(stdout, /default-src 'none'/);
  assert.doesNotMatch(stdout, /<script|src=|href=|url\(/i);
});

test('verify says what became of each suspect', () => {
  const leaking = json('verify', BEFORE, AFTER, '--against', BEFORE, AFTER);
  assert.equal(leaking.verdict, 'still there');
  assert.deepEqual(leaking.suspects[0].before, leaking.suspects[0].after);
  const repaired = json('verify', BEFORE, AFTER, '--against', AFTER, AFTER);
  assert.equal(repaired.verdict, 'gone');
  assert.ok(repaired.suspects.every(({after}) => after.retainedGrowth === 0 && after.newEntries === 0));
  assert.equal(json('verify', AFTER, AFTER, '--against', BEFORE, AFTER).verdict, 'no suspects');
  assert.equal(run('verify', BEFORE, AFTER, '--against', BEFORE).status, 2);
});
