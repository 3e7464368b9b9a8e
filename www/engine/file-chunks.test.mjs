/** A file read in pieces: whole and in order, however the browser hands it out, also after a read that never answers. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { importModules } from '../../tests/support/modules.mjs';

const { fileChunks } = await importModules('engine/file-chunks');

const MIB = 1 << 20;
const content = Buffer.from(Uint32Array.from({ length: (9 * MIB) / 4 }, (_, at) => Math.imul(at, 0x9e3779b1)).buffer);

/** A file whose streams are read into given memory, or (`plain`) as WebKit has them; `read` may take a read's place. */
function disk({ plain = false, read = (really) => really() } = {}, start = 0, end = content.length) {
  return {
    size: end - start,
    slice: (from, to = Infinity) => disk({ plain, read }, Math.min(end, start + from), Math.min(end, start + to)),
    arrayBuffer: () => read(async () => new Uint8Array(content.subarray(start, end)).buffer),
    stream: () => ({
      getReader() {
        if (plain) throw new TypeError('no such reader');
        let at = start;
        const fill = (view) => {
          const bytes = content.subarray(at, Math.min(end, at + view.byteLength));
          at += bytes.length;
          view.set(bytes);
          return { value: view.subarray(0, bytes.length), done: bytes.length === 0 };
        };
        return { read: (view) => read(async () => fill(view)) };
      },
    }),
  };
}

async function readWhole(file, stalled = () => assert.fail('nothing stalls')) {
  const pieces = [];
  for await (const piece of fileChunks(file, stalled)) pieces.push(Buffer.from(piece));
  return pieces;
}

for (const plain of [false, true]) {
  describe(plain ? 'in slices' : 'into one memory', () => {
    test('every byte comes, in order', async () => {
      assert.ok(Buffer.concat(await readWhole(disk({ plain }))).equals(content));
    });

    test('no more than two pieces are asked for and not yet taken', async () => {
      let asked = 0;
      const file = disk({ plain, read: (really) => ((asked += 1), really()) });
      const chunks = fileChunks(file, () => {});
      await chunks.next();
      await new Promise(setImmediate);
      assert.ok(asked <= 2, `${asked} reads`);
      await chunks.return();
    });

    for (const stuck of [[1], [2], [3], [2, 3]]) {
      test(`read ${stuck} never answers: it is read on from there`, async (t) => {
        t.mock.timers.enable({ apis: ['setTimeout'] });
        let reads = 0;
        const never = new Promise(() => {});
        const file = disk({ plain, read: (really) => (stuck.includes(++reads) ? never : really()) });
        const silences = [];
        let done = false;
        const whole = readWhole(file, (silence) => silences.push(silence)).finally(() => (done = true));
        while (!done) {
          await new Promise(setImmediate);
          t.mock.timers.tick(1000);
        }
        assert.ok(Buffer.concat(await whole).equals(content));
        assert.ok(silences.length >= 1 && silences.length <= stuck.length, `${silences}`);
        assert.ok(silences.every((silence, at) => silence === 2500 * 2 ** at));
      });
    }

    test('a read that fails, and a file that has become shorter, are unreadable files', async () => {
      const gone = disk({ plain, read: () => Promise.reject(new TypeError('network error')) });
      await assert.rejects(readWhole(gone), { kind: 'read-failed', message: /could not read the file: network error/ });
      const shorter = { ...disk({ plain }), size: content.length + 1 };
      await assert.rejects(readWhole(shorter), { kind: 'read-failed', message: /ends at 9437184 of 9437185 bytes/ });
    });
  });
}
