/** A file that only the page can read comes to the worker whole and in order; what the browser says of it comes, too. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importModules } from '../../tests/support/modules.mjs';

const { handOver, readable } = await importModules('engine/file-of-page');
const { fileChunks } = await importModules('engine/file-chunks');

const MIB = 1 << 20;
const content = Buffer.from(Uint32Array.from({ length: (9 * MIB) / 4 }, (_, at) => Math.imul(at, 0x9e3779b1)).buffer);

const refused = () => Promise.reject(new DOMException('the I/O read operation failed', 'NotReadableError'));

/** As a worker sees a file that it cannot read. */
const withheld = { size: content.length, slice: () => withheld, arrayBuffer: refused };

/** Reads a file by way of a page that has it. */
async function throughPage(ofPage, ofWorker = withheld) {
  const pieces = handOver(ofPage);
  try {
    const chunks = [];
    for await (const chunk of fileChunks(await readable(ofWorker, pieces), () => {})) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  } finally {
    pieces.close();
  }
}

test('every byte comes, in order', async () => {
  assert.ok((await throughPage(new Blob([content]))).equals(content));
});

test('what the page cannot read either is unreadable, in the words of the browser', async () => {
  await assert.rejects(throughPage(withheld), { kind: 'read-failed', message: /the I\/O read operation failed/ });
});

test('what the worker can read is not asked of the page', async () => {
  const file = new Blob([content]);
  assert.ok((await throughPage(withheld, file)).equals(content));
});
