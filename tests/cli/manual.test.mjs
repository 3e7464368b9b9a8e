// What a package of a system brings along: the version, manual pages, completions of shells, output without colours.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {program} from './heap.mjs';

const MANUAL = process.env.LEAKSCOPE_MANUAL;
const COMMANDS = ['allocations', 'summary', 'compare', 'retainers', 'path', 'nodes', 'suspects', 'verify', 'timeline', 'contents', 'containment', 'find', 'dominators', 'statistics', 'strings', 'closures', 'unused-variables', 'merged-paths', 'cuts', 'redact'];
/** What the commands say of themselves that are for tests and releases only. */
const HIDDEN = /The names that the page has to share|Write the manual pages/;
const skip = MANUAL ? false : 'LEAKSCOPE_MANUAL names no folder: cargo xtask test --only cli';
const run = (args, env = {}) => spawnSync(program, args, {encoding: 'utf8', env: {...process.env, ...env}});
const read = (name) => fs.readFileSync(path.join(MANUAL, name), 'utf8');

test('a page of the manual for the program and for each command', {skip}, () => {
  const pages = fs.readdirSync(path.join(MANUAL, 'man')).sort();
  assert.deepEqual(pages, ['leakscope.1', ...COMMANDS.map((command) => `leakscope-${command}.1`)].sort());
  assert.match(read('man/leakscope.1'), /Exit codes:[^]*3 {2}suspects/);
  assert.match(read('man/leakscope-suspects.1'), /\\-\\-fail\\-on\\-growth/);
  assert.doesNotMatch(read('man/leakscope.1'), HIDDEN);
});

test('completions for four shells, of the commands that people use', {skip}, () => {
  const files = ['leakscope.bash', '_leakscope', 'leakscope.fish', '_leakscope.ps1'];
  assert.deepEqual(fs.readdirSync(path.join(MANUAL, 'completions')).sort(), files.sort());
  for (const file of files) {
    for (const command of COMMANDS) assert.match(read(`completions/${file}`), new RegExp(`\\b${command}\\b`), file);
    assert.doesNotMatch(read(`completions/${file}`), HIDDEN, file);
  }
});

test('bash completes commands, options and formats', {skip}, (context) => {
  const complete = (...words) => {
    const script = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _leakscope leakscope "\${COMP_WORDS[-1]}" "\${COMP_WORDS[-2]}"; echo "\${COMPREPLY[@]}"`;
    const found = spawnSync('bash', ['-c', script, 'bash', path.join(MANUAL, 'completions/leakscope.bash'), 'leakscope', ...words], {encoding: 'utf8'});
    if (found.error) context.skip('no bash');
    return found.stdout.trim().split(/\s+/);
  };
  assert.ok(complete('sus').includes('suspects'));
  assert.ok(complete('suspects', '--fail').includes('--fail-on-growth'));
  assert.ok(complete('suspects', '--format', 'm').includes('markdown'));
});

test('the version is that of the crate', () => {
  const {stdout} = run(['--version']);
  assert.match(stdout, /^leakscope \d+\.\d+\.\d+( \([0-9a-f]{9}(-dirty)?\))?\n$/);
});

test('colours only where they are wanted', () => {
  const colours = (env) => run(['--help'], env).stdout.includes('\x1b[');
  assert.equal(colours({}), false, 'none in a pipe');
  assert.equal(colours({CLICOLOR_FORCE: '1'}), true);
  assert.equal(colours({CLICOLOR_FORCE: '1', NO_COLOR: '1'}), false);
});
