/** Retaining paths as links, and as one line. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { importModules } from '../../../tests/support/modules.mjs';

const { chainLinks, chainText } = await importModules('views/text/retaining-path');

describe('chain', () => {
  const step = (id, type, name, edgeType, edgeName) => ({ ordinal: id, id, type, name, edgeType, edgeName });

  test('reads from the root to the object, with classes where they tell more', () => {
    const path = [
      step(51233, 'object', 'Session', 'internal', '1204'),
      step(9, 'array', '', 'internal', 'table'),
      step(7, 'object', 'Map', 'property', 'sessions'),
      step(5, 'object', 'Object', 'property', 'app'),
      step(3, 'object', 'global', 'shortcut', '2'),
      step(1, 'synthetic', '', '', ''),
    ];
    assert.equal(
      chainText(chainLinks(path)),
      '(GC roots) → global → app → sessions: Map → table → [1204]: Session @51233',
    );
  });

  test('the roots are written once, and an edge that says the same as the object is left out', () => {
    const path = [
      step(9, 'closure', 'onTick', 'context', 'onTick'),
      step(7, 'object', 'system / Context', 'internal', 'context'),
      step(5, 'closure', 'start', 'element', '3'),
      step(3, 'synthetic', '(GC roots)', 'element', '1'),
      step(1, 'synthetic', '', '', ''),
    ];
    assert.equal(chainText(chainLinks(path)), '(GC roots) → [3]: start() → context → onTick() @9');
  });

  test('an object that no root reaches has no chain', () => {
    assert.deepEqual(chainLinks([]), []);
    assert.deepEqual(chainLinks([step(9, 'object', 'Lost', '', '')]), []);
  });

  test('the chain of the root is the root', () => {
    assert.equal(chainText(chainLinks([step(1, 'synthetic', '', '', '')])), '(GC roots)');
  });
});
