// With redaction on nothing that a program's data made is printed: a real program puts a marker in every place where a
// program can put data, and no output of any command holds it. Names of the program's own survive.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, before, describe, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {json, leakscope} from './heap.mjs';

const PROGRAM = fileURLToPath(new URL('redaction/program.cjs', import.meta.url));
const MARKER = 'SECRETzq';
const GROUPS = ['keys', 'names', 'texts'];

const FORMATS = {
  suspects: ['table', 'json', 'markdown', 'html'],
  verify: ['table', 'json', 'markdown', 'html'],
  summary: ['table', 'json', 'csv'],
  compare: ['table', 'json', 'csv'],
  timeline: ['table', 'json', 'csv'],
  contents: ['table', 'json', 'csv'],
  containment: ['table', 'json', 'csv'],
  retainers: ['table', 'json', 'csv'],
  path: ['table', 'json', 'csv'],
  cuts: ['table', 'json', 'csv'],
  find: ['table', 'json', 'csv'],
  dominators: ['table', 'json', 'csv'],
  statistics: ['table', 'json', 'csv'],
  strings: ['table', 'json', 'csv'],
  closures: ['table', 'json', 'csv'],
  'unused-variables': ['table', 'json', 'csv'],
  'merged-paths': ['table', 'json', 'csv'],
  allocations: ['table', 'json', 'csv'],
  nodes: ['ndjson'],
};

for (const group of GROUPS) {
  describe(`secrets in ${group}`, () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'leakscope-redaction-'));
    const [older, newer] = ['A', 'B'].map(name => path.join(folder, `${name}.heapsnapshot`));
    const recorded = path.join(folder, 'C.heaptimeline');
    let examples;
    before(() => {
      const {status, stderr} = spawnSync(process.execPath, ['--expose-gc', PROGRAM, group, older, newer, recorded], {encoding: 'utf8'});
      assert.equal(status, 0, stderr);
      const {suspects} = json('suspects', older, newer);
      assert.ok(suspects.length > 0);
      examples = suspects.map(({chain}) => `@${chain.at(-1).id}`);
    });
    after(() => fs.rmSync(folder, {recursive: true}));

    /** The arguments of each run of a command. */
    const runs = command => {
      switch (command) {
        case 'verify': return [[older, newer, '--against', older, newer]];
        case 'summary': case 'nodes': case 'containment': return [[newer]];
        case 'strings': return [['--duplicates', newer]];
        case 'allocations': return [[recorded], [recorded, '--callers', '3']];
        case 'merged-paths': return [[newer, '(string)'], [newer, 'Object']];
        case 'dominators': return [[newer], ...examples.map(id => [newer, id])];
        case 'statistics': case 'closures': case 'unused-variables': return [[newer]];
        case 'find': return [[newer, MARKER], [newer, `string:${MARKER}`], [newer, 'retained>0']];
        case 'retainers': case 'contents': case 'path': case 'cuts': return examples.map(id => [newer, id]);
        default: return [[older, newer]];
      }
    };

    for (const [command, formats] of Object.entries(FORMATS)) {
      test(command, () => {
        for (const format of formats) {
          for (const run of runs(command)) {
            const {status, stdout, stderr} = leakscope(command, ...run, '--redact', '--format', format);
            // What leaks as before ends as growth does.
            assert.ok(status === 0 || (command === 'verify' && status === 3), stderr);
            assert.ok(stdout.length > 0);
            const line = stdout.split('\n').find(each => each.includes(MARKER));
            assert.equal(line, undefined, `${command} ${format}`);
          }
        }
      });
    }

    test('without redaction they are there, and the names of the program are there with it', () => {
      assert.ok(leakscope('nodes', newer).stdout.includes(MARKER));
      const {suspects} = json('suspects', older, newer, '--redact');
      assert.ok(suspects.some(({holder}) => holder.name.startsWith('Depot.')), suspects.map(({holder}) => holder.name).join());
      assert.ok(leakscope('summary', newer, '--redact').stdout.includes('Depot'));
    });
  });
}
