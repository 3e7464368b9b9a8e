/** Sources are found where the library's own resolver finds them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import libraryResolves from '@jridgewell/resolve-uri';
import { importModules } from '../../tests/support/modules.mjs';

const { resolve } = await importModules('source-maps/resolve');

const SOURCES = [
  'a.ts', '../a.ts', '../../../a.ts', 'src/./b/../a.ts', '/abs/a.ts', '/abs/../../a.ts', 'a b.ts', '@scope/a.ts', 'C:/a.ts',
  'webpack://shop/./src/a.ts', 'webpack:///./src/a.ts', 'webpack://shop/../a.ts', 'https://host.example/a/../b.ts', 'file:///c/a.ts',
  'turbopack:///[project]/a.ts', 'ng://App/a.ts', 'http://host.example/a.ts?x=1',
];
const SCRIPTS = ['', 'app.js', 'dist/app.js', '/srv/dist/app.js', 'https://host.example/js/app.js', 'file:///srv/dist/app.js', '../app.js', 'C:/x/app.js'];

test('paths and addresses, from scripts of all kinds', () => {
  for (const script of SCRIPTS) {
    for (const source of SOURCES) assert.equal(resolve(source, script), libraryResolves(source, script), `${source} of ${script}`);
  }
});
