// Files that must be refused: a small good one with something wrong in it, or no snapshot at all. Given to the engine
// here, and to the page in tests/page.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import zlib from 'node:zlib';
import {randomPair} from '../generators/random.mjs';

export const good = randomPair(7).after;

const bytesOf = text => new TextEncoder().encode(text);

/** The good file with one replacement, which must change it. */
function changed(pattern, replacement) {
  const text = good.replace(pattern, replacement);
  assert.notEqual(text, good, `${pattern} does not occur`);
  return bytesOf(text);
}

/** What is wrong with each, how to make it, and the kinds of error that it may give. */
export const badFiles = {
  'an empty file': () => [new Uint8Array(), ['truncated', 'not-a-snapshot']],
  'text': () => [bytesOf('Once upon a time'), ['not-a-snapshot']],
  'another JSON file': () => [bytesOf('{"nodes":[1,2,3]}'), ['not-a-snapshot']],
  'a cut zip file': () => [bytesOf('PK\x03\x04 and so on'), ['truncated']],
  'a web page': () => [bytesOf('<!DOCTYPE html><p>404'), ['not-a-snapshot']],
  'an xz file, which only the command line reads': () => {
    const packed = Uint8Array.from(fs.readFileSync(new URL('../samples/packed/small.xz', import.meta.url)));
    return [packed, ['not-a-snapshot']];
  },
  'a node count too large': () => [changed(/"node_count"\s*:\s*(\d+)/, '"node_count":4000000000'), ['truncated', 'malformed', 'too-large']],
  'a node count too small': () => [changed(/"node_count"\s*:\s*(\d+)/, '"node_count":2'), ['malformed']],
  'an edge count too large': () => [changed(/"edge_count"\s*:\s*(\d+)/, (_, count) => `"edge_count":${+count + 1}`), ['malformed']],
  'an edge count too small': () => [changed(/"edge_count"\s*:\s*(\d+)/, (_, count) => `"edge_count":${count - 1}`), ['malformed']],
  'an endless number': () => [changed(/"nodes"\s*:\s*\[/, found => found + '9'.repeat(400) + ','), ['malformed']],
  'a negative number': () => [changed(/"nodes"\s*:\s*\[/, found => `${found}-1,`), ['malformed']],
  'a list 200,000 deep': () => [bytesOf('{"snapshot":' + '['.repeat(200_000)), ['malformed', 'truncated', 'not-a-snapshot']],
  'a damaged gzip file': () => {
    const packed = Uint8Array.from(zlib.gzipSync(good));
    packed.fill(0x55, packed.length / 2);
    return [packed, ['malformed', 'truncated']];
  },
  'a damaged zstd file': () => {
    const packed = Uint8Array.from(fs.readFileSync(new URL('../samples/node12.heapsnapshot.zst', import.meta.url)));
    packed.fill(0x55, packed.length / 2);
    return [packed, ['malformed']];
  },
  'a cut zstd file': () => [Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0x24]), ['truncated', 'not-a-snapshot']],
};
