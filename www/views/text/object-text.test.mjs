/** How objects and edges are written. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { importModules } from '../../../tests/support/modules.mjs';

const { objectText, edgeText } = await importModules('views/text/object-text');

describe('text of objects', () => {
  test('is written as in DevTools', () => {
    const cases = [
      ['string', 'a', '"a"'],
      ['concatenated string', 'ab', '"ab"'],
      ['sliced string', 'b', 'b'],
      ['regexp', 'x+', '/x+/'],
      ['closure', 'f', 'f()'],
      ['array', '', '(internal array)[]'],
      ['array', 'Array', 'Array[]'],
      ['object', 'Session', 'Session'],
      ['hidden', '', '(hidden)'],
      ['synthetic', '', '(root)'],
      ['synthetic', '(GC roots)', '(GC roots)'],
      ['object', `Window / ${'x'.repeat(50)}`, `Window / ${'x'.repeat(39)}…`],
    ];
    for (const [type, name, text] of cases) assert.equal(objectText({ type, name }), text);
  });

  test('elements stand in brackets', () => {
    assert.equal(edgeText({ edgeType: 'element', edgeName: '3' }), '[3]');
    assert.equal(edgeText({ edgeType: 'property', edgeName: '3' }), '3');
  });
});
