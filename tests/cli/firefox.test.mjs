// Snapshots in Firefox' format: what leakscope says of one is held against a reader of a few lines. The files were written
// by Firefox 153 (firefox/make.mjs).

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import zlib from 'node:zlib';
import {json, leakscope} from './heap.mjs';

const [BEFORE, AFTER] = ['before', 'after'].map(name => fileURLToPath(new URL(`firefox/${name}.fxsnapshot`, import.meta.url)));

/** The fields of a message of Protocol Buffers: numbers and bytes. */
function* fieldsOf(bytes) {
  let at = 0;
  const number = () => {
    for (let value = 0n, shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const key = Number(number());
    const value = number();
    if ((key & 7) === 0) {
      yield [key >> 3, value];
    } else {
      yield [key >> 3, bytes.subarray(at, at + Number(value))];
      at += Number(value);
    }
  }
}

/** Nodes by address, read without any knowledge of leakscope's. */
function read(file) {
  const unpacked = zlib.gunzipSync(fs.readFileSync(file));
  // The file is messages behind their lengths: as if each were the bytes of a field, but for the key.
  const messages = [];
  for (let at = 0; at < unpacked.length; ) {
    let [length, shift] = [0, 0];
    for (;;) {
      const byte = unpacked[at++];
      length += (byte & 0x7f) * 2 ** shift;
      shift += 7;
      if (byte < 0x80) break;
    }
    messages.push(unpacked.subarray(at, at + length));
    at += length;
  }
  const [links, classes] = [[], []];
  const written = (texts, bytes, encoding) => texts[texts.push(Buffer.from(bytes).toString(encoding)) - 1];
  const nodes = new Map();
  for (const message of messages.slice(1)) {
    const node = {size: 0, edges: []};
    for (const [field, value] of fieldsOf(message)) {
      if (field === 1) nodes.set(value, node);
      if (field === 2) node.type = written(links, value, 'utf16le');
      if (field === 3) node.type = links[value];
      if (field === 4) node.size = Number(value);
      if (field === 5) {
        const edge = {};
        for (const [part, content] of fieldsOf(value)) {
          if (part === 1) edge.to = content;
          if (part === 2) edge.name = written(links, content, 'utf16le');
          if (part === 3) edge.name = links[content];
        }
        node.edges.push(edge);
      }
      if (field === 7) node.className = written(classes, value, 'latin1');
      if (field === 8) node.className = classes[value];
    }
  }
  return nodes;
}

test('as many nodes and links, and the same bytes, as another reader has', () => {
  for (const file of [BEFORE, AFTER]) {
    const nodes = [...read(file).values()];
    const {nodeCount, edgeCount, totalSize} = json('summary', file);
    assert.equal(nodeCount, nodes.length);
    assert.equal(edgeCount, nodes.reduce((sum, {edges}) => sum + edges.length, 0));
    assert.equal(totalSize, nodes.reduce((sum, {size}) => sum + size, 0));
  }
});

test('the instances of a class are those whose prototype its constructor has, although the file calls them Object', () => {
  const nodes = read(AFTER);
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
