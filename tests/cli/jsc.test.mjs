// Snapshots in JavaScriptCore's own format, as Bun's generateHeapSnapshot() and the Web Inspector write them: what leakscope
// says of one is held against a reader of a few lines. The files were written by jsc/shop.mjs with Bun 1.4.5, and by
// jsc/webkit.mjs with WebKitGTK 2.50.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import zlib from 'node:zlib';
import {json, leakscope} from './heap.mjs';

const file = name => fileURLToPath(new URL(`jsc/${name}.json.gz`, import.meta.url));
const [BEFORE, AFTER] = ['before', 'after'].map(file);
const [WEBKIT_BEFORE, WEBKIT_AFTER] = ['webkit-before', 'webkit-after'].map(file);
/** Files with classes that are in them. */
const FILES = [
  [AFTER, ['Session', 'SessionStore', 'PriceFeed', 'Map', 'Promise']],
  [WEBKIT_AFTER, ['Session', 'SessionStore', 'Map', 'HTMLDivElement', 'Window']],
];

/** Objects by id, and who refers to each, read without any knowledge of leakscope's. */
function read(file) {
  const {nodes, nodeClassNames, edges, edgeTypes, edgeNames} = JSON.parse(zlib.gunzipSync(fs.readFileSync(file)));
  const objects = new Map();
  for (let at = 0; at < nodes.length; at += 4) {
    const [id, size, className, flags] = nodes.slice(at, at + 4);
    objects.set(id, {size, className: nodeClassNames[className], isInternal: (flags & 1) !== 0, retainers: []});
  }
  for (let at = 0; at < edges.length; at += 4) {
    const [from, to, type, data] = edges.slice(at, at + 4);
    const kind = edgeTypes[type];
    const name = kind === 'Index' ? String(data) : kind === 'Internal' ? '' : edgeNames[data];
    objects.get(to).retainers.push(`${from} ${name}`);
  }
  return objects;
}

for (const [file, classes] of FILES) test(`every object and its size, as another reader has them: ${path.basename(file)}`, () => {
  const objects = read(file);
  const lines = leakscope('nodes', file).stdout.split('\n').filter(line => line !== '');
  assert.equal(lines.length, objects.size);
  // Sizes of the engine's own cells may have gone to the object that owns them: together they are the same.
  let [total, expected] = [0, 0];
  for (const line of lines) {
    const {id, shallowSize, name} = JSON.parse(line);
    const object = objects.get(id);
    total += shallowSize;
    expected += object.size;
    if (classes.includes(object.className)) assert.equal(name, object.className);
  }
  assert.equal(total, expected);
  const count = className => [...objects.values()].filter(object => object.className === className).length;
  const {rows} = json('summary', file);
  for (const name of classes) {
    assert.equal(rows.find(row => row.name === name).count, count(name), name);
  }
});

for (const [file, classes] of FILES) test(`who holds an object, as another reader has it: ${path.basename(file)}`, () => {
  const objects = read(file);
  for (const className of classes.filter(name => name !== 'Session')) {
    const [id, {retainers}] = [...objects].find(([, object]) => object.className === className && object.retainers.length > 0);
    const {retainers: shown} = JSON.parse(leakscope('retainers', file, `@${id}`, '--format', 'ndjson').stdout);
    const expected = retainers.filter(retainer => !retainer.startsWith('0 '));
    assert.deepEqual(shown.map(row => `${row.id} ${row.edgeName}`).sort(), expected.sort(), className);
  }
});

test('the holders of a leak are named, and what the format lacks is said', () => {
  const {stdout, stderr} = leakscope('suspects', BEFORE, AFTER);
  for (const holder of ['SessionStore.byToken', 'PriceFeed.listeners']) assert.match(stdout, new RegExp(`\\d\\. ${holder}`));
  assert.match(stderr, /The file's format has no texts of strings/);
  assert.deepEqual(json('compare', BEFORE, AFTER).rows.find(row => row.name === 'Session').countDelta, 300);
});

test('of a page in WebKit, too: the Map that is the only one with room for the entries, and removed elements', () => {
  const {suspects, sameProcess} = json('suspects', WEBKIT_BEFORE, WEBKIT_AFTER);
  const said = suspects.map(({holder, newEntries, entries, grows}) => [holder.name, newEntries, entries, grows[0].class]);
  assert.deepEqual(said, [
    ['SessionStore.byToken', 300, 340, 'Session'],
    ['removed', 300, 340, 'HTMLDivElement'],
  ]);
  assert.match(suspects[0].confidence.why, /no links from Maps and Sets to what they hold; this is the only one with room/);
  assert.ok(sameProcess, 'ids stay');
});

test('a copy without data is refused', () => {
  const copy = path.join(os.tmpdir(), `leakscope-jsc-${process.pid}`);
  const {status, stderr} = leakscope('redact', AFTER, copy);
  assert.equal(status, 1, stderr);
  assert.match(stderr, /V8's format, the only one that can be copied/);
  assert.ok(!fs.existsSync(copy));
});
