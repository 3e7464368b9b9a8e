// How the engine's memory grows: what a header announces is asked for at once, since each time that it grows costs a while.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gunzipSync} from 'node:zlib';
import {read, sample, settle, startEngine} from './engine.mjs';

const AT_THE_MOST = 5;

/** Runs a deed and counts how often the memory was larger after one of its calls to `look`. */
function growth(memory, deed) {
  let [times, bytes] = [0, memory.buffer.byteLength];
  deed(() => {
    if (memory.buffer.byteLength > bytes) times++;
    bytes = memory.buffer.byteLength;
  });
  return times;
}

test('it grows a few times, however many pieces a file comes in', async () => {
  const engine = await startEngine();
  // Whoever asks once more gets the exports of the instance that runs.
  const {memory} = engine.initSync();
  const bytes = gunzipSync(sample('node18-leak-after.heapsnapshot.gz'));
  const times = growth(memory, look => {
    const reader = new engine.SnapshotReader(bytes.length);
    for (let start = 0; start < bytes.length; start += 1 << 14) {
      reader.push(bytes.subarray(start, start + (1 << 14)));
      look();
    }
    const heap = reader.finish();
    while (heap.pending(false) !== undefined) {
      heap.advance(false);
      look();
    }
  });
  assert.ok(times > 0 && times <= AT_THE_MOST, `${times} times`);
});

test('a header that announces more than there is makes it no larger than the file can need', async () => {
  const engine = await startEngine();
  const {memory} = engine.initSync();
  const before = memory.buffer.byteLength;
  const file = gunzipSync(sample('node18-leak-after.heapsnapshot.gz'));
  const header = String(file.subarray(0, 4000));
  const boastful = header.replace(/"node_count":\d+/, '"node_count":99999999').replace(/"edge_count":\d+/, '"edge_count":99999999');
  assert.notEqual(boastful, header);
  assert.throws(() => read(engine, new TextEncoder().encode(boastful)));
  assert.ok(memory.buffer.byteLength - before < 4 << 20, `${memory.buffer.byteLength - before} bytes more`);
  settle(read(engine, file));
});
