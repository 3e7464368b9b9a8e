// A search with expressions: the engine asks for what it cannot know, and finds what a search for the same text finds.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {NO_ANSWERS, read, sample, searched, settle, startEngine} from './engine.mjs';
import {misfits} from './shapes.mjs';

const open = async () => {
  const heap = read(await startEngine(), sample('node18-leak-after.heapsnapshot.gz'));
  settle(heap);
  return heap;
};

test('an expression finds what the same text finds, in every kind of name', async () => {
  const heap = await open();
  for (const scope of ['', 'class:', 'name:', 'string:', 'property:']) {
    for (const text of ['e', 'session', 'o', 'nowhere to be found']) {
      if (scope !== '' && text.includes(' ')) continue;
      let asked = 0;
      const found = searched(heap, `${scope}/${text}/`, `${scope}/${text}/i`, step => {
        if ('asks' in step) asked += 1;
        assert.deepEqual(misfits('asks' in step ? 'Asks' : 'FindProgress', step), []);
      });
      assert.ok(asked > 0);
      assert.deepEqual(found, searched(heap, `${scope}${text}`, `${scope}${text}`), scope + text);
    }
  }
});

test('several expressions have to match, each for itself', async () => {
  const heap = await open();
  const both = searched(heap, 'both', 'class:/^S/ property:/^u/i');
  assert.deepEqual(both, searched(heap, 'twice', 'class:/^S/ class:/^S/ property:/^u/i'));
  const {sum: {count}} = searched(heap, 'one', 'class:/^S/');
  assert.ok(both.sum.count > 0 && both.sum.count < count);
});

test('what is not answered, or not fully, is asked again', async () => {
  const heap = await open();
  const find = answers => heap.find('again', 'class:/^W/', false, answers);
  const first = find(NO_ANSWERS);
  assert.ok(first.asks[0].texts.length > 2);
  assert.deepEqual(find(new Uint8Array(1)), first);
  // Another search takes its place, and does not take its answers.
  assert.notDeepEqual(heap.find('other', 'class:/^S/', false, new Uint8Array(first.asks[0].texts.length)), first);
});
