/** What the page claims about its network lock. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { importModules } from '../../tests/support/modules.mjs';

const { lock, pageAttempted, workerAttempted } = await importModules('state/lock');

describe('network lock', () => {
  test('claims to be locked only when the policy itself refused', () => {
    for (const [outcome, kind] of [
      ['refused-by-policy', 'locked'],
      ['refused', 'unproven'],
      ['connected', 'unproven'],
    ]) {
      pageAttempted(outcome);
      assert.equal(lock.value.kind, kind);
    }
  });

  test('takes the claim back when a worker gets through, and does not renew it', () => {
    pageAttempted('refused-by-policy');
    workerAttempted('refused-by-policy');
    assert.deepEqual(lock.value.workers, ['refused-by-policy']);
    workerAttempted('connected');
    assert.equal(lock.value.kind, 'unproven');
    workerAttempted('refused-by-policy');
    assert.equal(lock.value.kind, 'unproven');
  });
});
