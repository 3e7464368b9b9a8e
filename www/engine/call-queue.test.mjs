/** Who is answered first, and who is given up. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { importModules } from '../../tests/support/modules.mjs';

const { CallQueue } = await importModules('engine/call-queue');

describe('call queue', () => {
  const call = (id, view, number) => ({ id, generation: view === null ? null : { view, number }, call: {} });
  const drain = (queue) => {
    const ids = [];
    for (let next = queue.next(); next; next = queue.next()) ids.push(next.id);
    return ids;
  };

  test('drops what a later generation of the same view made pointless, waiting or set aside', () => {
    const queue = new CallQueue();
    queue.add(call(1, 'summary', 1));
    queue.setAside(queue.next(), 'retainers');
    assert.deepEqual(queue.add(call(2, 'summary', 1)), []);
    queue.add(call(3, 'comparison', 1));
    queue.add(call(4, null, 0));
    assert.deepEqual(
      queue.add(call(5, 'summary', 2)).map(({ id }) => id),
      [1, 2],
    );
    queue.retry();
    assert.deepEqual(drain(queue), [3, 4, 5]);
  });

  test('gives up what a view waits for, waiting or set aside', () => {
    const queue = new CallQueue();
    queue.add(call(1, 'cuts', 1));
    queue.setAside(queue.next(), 'answers');
    queue.add(call(2, 'summary', 1));
    queue.add(call(3, 'cuts', 1));
    assert.deepEqual(
      queue.giveUp('cuts').map(({ id }) => id),
      [1, 3],
    );
    queue.retry();
    assert.deepEqual(drain(queue), [2]);
  });

  test('a late call of an earlier generation is dropped itself', () => {
    const queue = new CallQueue();
    queue.add(call(1, 'summary', 2));
    assert.deepEqual(
      queue.add(call(2, 'summary', 1)).map(({ id }) => id),
      [2],
    );
    assert.deepEqual(drain(queue), [1]);
  });

  test('calls set aside come back before later ones', () => {
    const queue = new CallQueue();
    queue.add(call(1, null, 0));
    queue.setAside(queue.next(), 'retainers');
    queue.add(call(2, null, 0));
    assert.deepEqual(drain(queue), [2]);
    queue.add(call(3, null, 0));
    queue.retry();
    assert.deepEqual(drain(queue), [1, 3]);
  });
});
