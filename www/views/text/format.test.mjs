/** Numbers as people read them. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import { importModules } from '../../../tests/support/modules.mjs';

const { bytes, signedBytes, signedCount, distance, percent, exactBytes } = await importModules('views/text/format');

describe('numbers', () => {
  test('sizes: one decimal below 100 of a unit, none above', () => {
    // The engine's formatter is held to the same table.
    const table = fs.readFileSync(new URL('../../../src/report/format-examples.md', import.meta.url), 'utf8').trim().split('\n').slice(2);
    const cases = table.map((row) => row.split('|').slice(1, 3).map((cell) => cell.trim()));
    assert.ok(cases.length > 10);
    assert.equal(bytes(null), '…');
    for (const [value, text] of cases) assert.equal(bytes(Number(value)).replaceAll('\u00a0', ' '), text);
  });

  test('signs, distances, shares', () => {
    assert.deepEqual([signedCount(1500), signedCount(-3), signedCount(0)], ['+1,500', '−3', '0']);
    assert.equal(signedBytes(-1234).replaceAll('\u00a0', ' '), '−1.2 kB');
    assert.deepEqual(
      [distance(0), distance(7), distance(-5), distance(100_000_000), distance(null)],
      ['0', '7', '−', '−', '…'],
    );
    assert.deepEqual([percent(1, 3), percent(null, 3), percent(1, 0)], ['33\u00a0%', '', '']);
    assert.deepEqual([exactBytes(1234567), exactBytes(null)], ['1,234,567 bytes', '…']);
  });
});
