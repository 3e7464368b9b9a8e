// A program that was bundled into one minified line is shown by its sources where their map is given, in every command that
// names places, and what the map is not of stays as it is.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, describe, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {recordBundled} from '../support/recording.mjs';
import {json, leakscope} from './heap.mjs';

const SAMPLES = fileURLToPath(new URL('../samples', import.meta.url));
const [older, newer] = ['before', 'after'].map(moment => path.join(SAMPLES, `node20-bundled-${moment}.heapsnapshot.gz`));
const MAP = path.join(SAMPLES, 'bundled/prices.js.map');
const BUNDLE = '/srv/sample/dist/prices.js';
const BASKETS = '/srv/sample/src/baskets.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'leakscope-maps-'));
after(() => fs.rmSync(folder, {recursive: true}));

/** The map with some of it changed, in a file of this name. */
function changed(name, change) {
  const file = path.join(folder, name);
  fs.writeFileSync(file, JSON.stringify({...JSON.parse(fs.readFileSync(MAP, 'utf8')), ...change}));
  return file;
}

const closures = (...args) => json('closures', newer, ...args).filter(row => row.file && !row.file.startsWith('node:'));

describe('with its map', () => {
  test('functions have the names and places of the sources, and in JSON those that ran, too', () => {
    const rows = closures('--source-map', MAP);
    const at = name => rows.find(row => row.name === name);
    const place = name => [at(name)?.file, at(name)?.line, at(name)?.column];
    assert.deepEqual(place('openBasket'), [BASKETS, 27, 17]);
    assert.deepEqual(place('reprice'), [BASKETS, 29, 20]);
    // The constructor stands behind other members; the other class has none of its own.
    assert.deepEqual(place('Basket'), [BASKETS, 18, 3]);
    assert.deepEqual(place('Receipt'), [BASKETS, 22, 1]);
    assert.deepEqual(at('reprice').generated, {file: BUNDLE, line: 1, column: 220, name: 'p'});
    assert.equal(rows.some(row => row.file === BUNDLE), false);
    // What is called the same in both has no other name.
    assert.equal('name' in at('add').generated, false);
  });

  test('each place is where that text stands in the source', () => {
    const {sources, sourcesContent} = JSON.parse(fs.readFileSync(MAP, 'utf8'));
    const texts = Object.fromEntries(sources.map((source, at) => [path.basename(source), sourcesContent[at].split('\n')]));
    for (const [name, begins] of [['openBasket', 'openBasket('], ['reprice', 'price: Price'], ['Basket', 'constructor('], ['Receipt', 'class Receipt']]) {
      const {file, line, column} = closures('--source-map', MAP).find(row => row.name === name);
      assert.ok(texts[path.basename(file)][line - 1].slice(column - 1).startsWith(begins), `${name} ${line}:${column}`);
    }
  });

  test('functions of a recording have them, too, and so have stacks', () => {
    const recording = recordBundled(folder);
    const rows = (...args) => json('allocations', recording, ...args);
    const ofBundle = rows().filter(({file}) => file?.endsWith('dist/prices.js'));
    assert.ok(ofBundle.some(({name, line}) => name === 'n' && line === 1));
    const mapped = rows('--source-map', MAP);
    const at = name => mapped.find(row => row.name === name);
    const {file, line, column, generated} = at('Basket');
    assert.deepEqual([path.basename(file), line, column], ['baskets.ts', 18, 3]);
    assert.equal(generated.name, 'n');
    assert.match(at('openBasket').file, /baskets\.ts$/);
    assert.equal(mapped.some(({file}) => file?.endsWith('dist/prices.js')), false);
    const {rows: [{id}]} = json('find', recording, 'class:Basket', '--source-map', MAP);
    const [inner, caller] = rows(`@${id}`, '--source-map', MAP);
    assert.deepEqual([inner.name, inner.line, caller.name], ['openBasket', 27, 'open']);
  });

  test('so do suspects, tables, chains and retainers', () => {
    const {suspects: [suspect]} = json('suspects', older, newer, '--source-map', path.dirname(MAP));
    assert.equal(suspect.holder.location.file, BASKETS);
    assert.deepEqual(suspect.holder.location.generated, {file: BUNDLE, line: 1, column: 275});
    assert.match(suspect.sentence, /400 new Basket/);
    assert.equal(suspect.chain.at(-1).place.file, BASKETS);
    for (const format of ['table', 'markdown', 'html']) {
      const {stdout} = leakscope('suspects', older, newer, '--source-map', MAP, '--format', format);
      assert.ok(stdout.includes('src/baskets.ts:31:24') && !stdout.includes('prices.js'), stdout);
    }
    const summary = json('summary', newer, '--source-map', MAP, '--filter', 'Basket');
    assert.deepEqual(summary.rows.map(row => [row.name, row.count]), [['Basket', 420]]);
    const {rows} = json('compare', older, newer, '--source-map', MAP, '--filter', 'Basket');
    assert.deepEqual(rows.map(row => [row.name, row.newCount]), [['Basket', 400]]);
    const {rows: [reprice]} = json('find', newer, 'name:reprice', '--source-map', MAP);
    const [holder] = json('retainers', newer, `@${reprice.id}`, '--source-map', MAP);
    const [listener] = json('path', newer, `@${reprice.id}`, '--source-map', MAP);
    assert.equal(listener.file, BASKETS);
    assert.ok(holder.id > 0);
  });

  test('its names are the program\'s own when redacted, its folders and those of the bundle are not', () => {
    const {suspects: [suspect]} = json('suspects', older, newer, '--source-map', MAP, '--redact');
    assert.match(suspect.sentence, /400 new Basket/);
    assert.equal(suspect.holder.location.file, 'baskets.ts');
    assert.equal(suspect.holder.location.generated.file, 'prices.js');
    const rows = json('closures', newer, '--source-map', MAP, '--redact').filter(row => row.generated);
    assert.ok(rows.length > 5 && rows.every(row => !/srv/.test(JSON.stringify(row)) && !('name' in row.generated)));
  });

  test('a redacted copy is of the file, whatever maps there are', () => {
    const copy = (name, ...args) => {
      const file = path.join(folder, name);
      assert.equal(leakscope('redact', newer, file, ...args).status, 0);
      return fs.readFileSync(file, 'utf8');
    };
    assert.equal(copy('plain.heapsnapshot') === copy('mapped.heapsnapshot', '--source-map', MAP), true);
  });
});

describe('maps of other kinds', () => {
  const place = map => closures('--source-map', map).find(row => row.count === 420 && row.generated?.column === 220);

  test('one that says of which script it is may be called anything', () => {
    assert.equal(place(changed('production.map', {file: 'out/prices.js'})).name, 'reprice');
  });

  test('one without the sources, and with a root for them', () => {
    const row = place(changed('prices.js.map', {sourcesContent: undefined, sourceRoot: 'webpack://shop/'}));
    assert.deepEqual([row.name, row.file], ['reprice', 'webpack://shop/src/baskets.ts']);
  });

  test('one of sections, as bundlers write them', () => {
    const map = JSON.parse(fs.readFileSync(MAP, 'utf8'));
    const file = path.join(folder, 'sections.map');
    fs.writeFileSync(file, JSON.stringify({version: 3, file: 'prices.js', sections: [{offset: {line: 0, column: 0}, map}]}));
    assert.equal(place(file).name, 'reprice');
  });

  test('hostile names and files are text', () => {
    const map = JSON.parse(fs.readFileSync(MAP, 'utf8'));
    const names = map.names.map(name => (name === 'reprice' ? '\u001b[31m<img src=x onerror=alert(1)>' : name));
    const file = changed('prices.js.map', {names, sources: map.sources.map(source => `\u001b]0;${source}`)});
    const {stdout} = leakscope('closures', newer, '--source-map', file);
    assert.ok(stdout.includes('<img src=x onerror=alert(1)>') && !stdout.includes('\u001b'));
    const html = leakscope('suspects', older, newer, '--source-map', file, '--format', 'html').stdout;
    assert.ok(!html.includes('<img'));
    const redacted = leakscope('closures', newer, '--source-map', file, '--redact').stdout;
    assert.ok(!redacted.includes('onerror'), 'what is no identifier is not shown as the program\'s own');
  });
});

describe('maps that do not belong', () => {
  test('one of no script of the snapshot is named, with what to do, and changes nothing', () => {
    const file = changed('other.js.map', {});
    const {status, stdout, stderr} = leakscope('closures', newer, '--source-map', file);
    assert.equal(status, 0);
    assert.match(stderr, /other\.js\.map: the map is not applied: no script with places is called other\.js.*prices\.js.*Name the map after/);
    assert.equal(stdout, leakscope('closures', newer).stdout);
  });

  test('one of another build changes nothing and is named', () => {
    const {stdout, stderr} = leakscope('closures', newer, '--source-map', changed('prices.js.map', {mappings: 'AAAA,IAAI;AAAA'}));
    assert.match(stderr, /only 2 of \d+ places in prices\.js are in the map: it is of another build/);
    assert.ok(stdout.includes(`${BUNDLE}:1:275`) && !stdout.includes('baskets.ts:31'));
  });

  test('the function of the whole script, which is in no map that begins behind it, says nothing of its build', () => {
    // From column 441 on: of the eleven places there is one behind it and one at the first character.
    const {stderr} = leakscope('closures', newer, '--source-map', changed('prices.js.map', {mappings: 'wbAAA'}));
    assert.match(stderr, /only 1 of 10 places in prices\.js are in the map/);
  });

  test('a broken one ends the run; in a folder it is passed over with a word', () => {
    const broken = path.join(folder, 'broken');
    fs.mkdirSync(broken);
    const file = path.join(broken, 'a.js.map');
    fs.writeFileSync(file, '{"version": 3, "mappings": "!!"');
    fs.copyFileSync(MAP, path.join(broken, 'prices.js.map'));
    const {status, stderr} = leakscope('closures', newer, '--source-map', file);
    assert.equal(status, 1);
    assert.match(stderr, /a\.js\.map: this is no source map that can be read/);
    const inFolder = leakscope('closures', newer, '--source-map', broken);
    assert.equal(inFolder.status, 0);
    assert.match(inFolder.stderr, /a\.js\.map: this is no source map/);
    assert.match(inFolder.stdout, /reprice/);
  });

  test('a folder without maps, and one that is not there', () => {
    const empty = path.join(folder, 'empty');
    fs.mkdirSync(empty);
    assert.match(leakscope('closures', newer, '--source-map', empty).stderr, /no file in it that ends in \.map/);
    assert.equal(leakscope('closures', newer, '--source-map', path.join(folder, 'none')).status, 1);
  });
});
