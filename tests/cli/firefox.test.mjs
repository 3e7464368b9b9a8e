// Snapshots in Firefox' format: what leakscope says of one is held against a reader of a few lines. The files were written
// by Firefox 153 (firefox/make.mjs).

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import zlib from 'node:zlib';
import {fxSnapshot} from '../support/fxsnapshot.mjs';
import {json, leakscope} from './heap.mjs';

const [BEFORE, AFTER] = ['before', 'after'].map(name => fileURLToPath(new URL(`firefox/${name}.fxsnapshot`, import.meta.url)));

test('as many nodes and links, and the same bytes, as another reader has', () => {
  for (const file of [BEFORE, AFTER]) {
    const nodes = [...fxSnapshot(file).values()];
    const {nodeCount, edgeCount, totalSize} = json('summary', file);
    assert.equal(nodeCount, nodes.length);
    assert.equal(edgeCount, nodes.reduce((sum, {edges}) => sum + edges.length, 0));
    assert.equal(totalSize, nodes.reduce((sum, {size}) => sum + size, 0));
  }
});

test('the instances of a class are those whose prototype its constructor has, although the file calls them Object', () => {
  const nodes = fxSnapshot(AFTER);
  const follow = (node, name) => nodes.get(node?.edges.find(edge => edge.name === name)?.to);
  const count = [...nodes.values()].filter(node => {
    const prototype = ['shape', 'base', 'baseshape_proto'].reduce(follow, node);
    const constructor = follow(prototype, 'constructor');
    const holders = [...nodes.values()].filter(({className}) => className === 'LexicalEnvironment');
    return node.className === 'Object' && constructor && holders.some(holder => follow(holder, 'Order') === constructor);
  }).length;
  assert.equal(count, 1700);
  assert.equal(json('summary', AFTER).rows.find(row => row.name === 'Order').count, count);
});

test('what is new, and who holds it', () => {
  const rows = json('compare', BEFORE, AFTER).rows;
  assert.equal(rows.find(row => row.name === 'Order').countDelta, 1500);
  const {stdout, stderr} = leakscope('suspects', BEFORE, AFTER);
  assert.match(stdout, /1\. OrderBook\.(byNumber|open)\n.*grew by 1,500 entries to 1,700/);
  assert.match(stdout, /reached from orderBook →/);
  assert.match(stderr, /The file's format has no texts of strings/);
});

test('a file that ends too early is refused, and so is a copy without data', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'leakscope-firefox-'));
  const cut = path.join(folder, 'cut.fxsnapshot');
  fs.writeFileSync(cut, zlib.gunzipSync(fs.readFileSync(AFTER)).subarray(0, 200_003));
  const short = leakscope('summary', cut);
  assert.equal(short.status, 1);
  assert.match(short.stderr, /ends in the middle/);
  const copied = leakscope('redact', AFTER, path.join(folder, 'copy'));
  assert.equal(copied.status, 1);
  assert.match(copied.stderr, /V8's format, the only one that can be copied/);
  fs.rmSync(folder, {recursive: true});
});
