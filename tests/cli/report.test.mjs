// Reports in Markdown, read by a parser of CommonMark: names are seen as they are, and none of them is markup.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Parser} from 'commonmark';
import {snapshotText} from '../page/support/made-files.mjs';
import {file, json, leakscope} from './heap.mjs';

const NAMES = [
  'tokens_*_', '**bold**', '`tick`', '``', 'a`b``c', '<b>&amp;</b>', '<!-- x', '[link](http://x.example)', '![i](u)', '# head',
  '@123 @someone', 'https://x.example/', '#m', '|a|b|', '~~gone~~', '\\*', ' blank ', '1. one', '- item', '&lt;', '---', 'a\nb',
  '\u202egnp.exe',
];

/** What stands for a name where it could steer what shows it. */
const shown = name => name.replaceAll('\n', '\\n').replaceAll('\u202e', '\\u202e');

/** A store whose list has so many entries; the names are those of the list and of its class. */
function heap(name, entries) {
  const root = {id: 1, type: 'synthetic', name: '', size: 0};
  const window = {id: 3, type: 'object', name: 'Window', size: 100};
  const store = {id: 5, type: 'object', name, size: 40};
  const list = {id: 7, type: 'object', name: 'Array', size: 40};
  const nodes = Array.from({length: entries}, (_, at) => ({id: 101 + 2 * at, type: 'object', name: 'Entry', size: 200}));
  const edges = [[root, 'shortcut', 'global', window], [window, 'property', 'store', store], [store, 'property', name, list]];
  return snapshotText([root, window, store, list, ...nodes], [
    ...edges, ...nodes.map((node, at) => [list, 'property', String(at), node]),
  ]);
}

/** The nodes of a document, each once. */
function* nodesOf(markdown) {
  const walker = new Parser().parse(markdown).walker();
  for (let event = walker.next(); event !== null; event = walker.next()) if (event.entering) yield event.node;
}

for (const [position, name] of NAMES.entries()) {
  test(`a name in Markdown: ${JSON.stringify(name)}`, () => {
    const pair = [20, 420].map(entries => file(`report-${position}-${entries}.heapsnapshot`, heap(name, entries)));
    const {suspects} = json('suspects', ...pair);
    assert.equal(suspects.length, 1);
    assert.ok(suspects[0].holder.name.includes(name), suspects[0].holder.name);

    const {stdout, status} = leakscope('suspects', ...pair, '--format', 'markdown');
    assert.equal(status, 0);
    const nodes = [...nodesOf(stdout)];
    const kinds = new Set(nodes.map(({type}) => type));
    for (const kind of ['link', 'image', 'html_inline', 'html_block', 'emph', 'strong', 'thematic_break', 'block_quote'])
      assert.ok(!kinds.has(kind), `${kind} in\n${stdout}`);
    const spans = nodes.filter(({type}) => type === 'code').map(({literal}) => literal);
    assert.ok(spans.includes(shown(suspects[0].holder.name)), `${JSON.stringify(spans)} in\n${stdout}`);
    // The chain is one fenced block, a link a line.
    const [chain] = nodes.filter(({type}) => type === 'code_block').map(({literal}) => literal.trimEnd().split('\n'));
    assert.equal(chain.length, suspects[0].chain.length);
    assert.ok(chain.some(line => line.includes(shown(name))), chain.join('\n'));
    // Nothing that is not a name is seen but words: no escape is left over.
    const words = nodes.filter(({type}) => type === 'text').map(({literal}) => literal).join('');
    assert.ok(!/\\[*_`<&]|&(lt|gt|amp);/.test(words), words);
  });
}
