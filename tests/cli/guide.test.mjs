// docs/guide.md, step by step: its two programs run, their snapshots are taken as it says, and leakscope says what stands there.

import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import {leakscope} from './heap.mjs';

const docs = path.join(import.meta.dirname, '../../docs');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'leakscope-guide-'));
after(() => fs.rmSync(folder, {recursive: true}));

/** What stands in the guide below a command: lines, with sizes left open, because each version of Node.js has its own. */
function shownBelow(command) {
  const guide = fs.readFileSync(path.join(docs, 'guide.md'), 'utf8');
  const start = guide.indexOf('```\n', guide.indexOf(`\n${command}`) + 1);
  const [, shown] = /```\n([^]*?)```/.exec(guide.slice(start + 4));
  return shown.split('\n').filter(line => line !== '').map(open);
}

const open = text => text.replaceAll(/[\d.]+ (kB|MB|B)\b/g, 'SIZE');

/** Waits for a snapshot in the folder that is whole, and gives it a name. */
async function written(name) {
  for (;;) {
    const found = fs.readdirSync(folder).find(file => file.startsWith('Heap.'));
    if (found && fs.readFileSync(path.join(folder, found), 'utf8').trimEnd().endsWith('}')) {
      fs.renameSync(path.join(folder, found), path.join(folder, name));
      return;
    }
    await delay(50);
  }
}

async function takePair(program, names) {
  const shop = spawn(process.execPath, ['--heapsnapshot-signal=SIGUSR2', path.join(docs, 'guide', program), '0'], {cwd: folder});
  try {
    const [address] = /http\S+/.exec(await new Promise(resolve => shop.stdout.once('data', data => resolve(`${data}`))));
    for (const [requests, name] of [[100, names[0]], [500, names[1]]]) {
      for (let request = 0; request < requests; request++) await (await fetch(address)).text();
      shop.kill('SIGUSR2');
      await written(name);
    }
  } finally {
    shop.kill();
  }
}

test('the leak is named, and the fix is proven', async () => {
  await takePair('shop.cjs', ['before.heapsnapshot', 'after.heapsnapshot']);
  await takePair('shop-fixed.cjs', ['fixed-before.heapsnapshot', 'fixed-after.heapsnapshot']);
  const file = name => path.join(folder, name);
  const pair = [file('before.heapsnapshot'), file('after.heapsnapshot')];
  const suspects = leakscope('suspects', ...pair);
  for (const line of shownBelow('leakscope suspects')) assert.ok(open(suspects.stdout).includes(line), `${line}\n${suspects.stdout}`);
  assert.match(suspects.stdout, /Place +.*shop\.cjs:5:14 \(Basket\)/);
  const fixed = [file('fixed-before.heapsnapshot'), file('fixed-after.heapsnapshot')];
  const verified = leakscope('verify', ...pair, '--against', ...fixed);
  for (const line of shownBelow('leakscope verify')) assert.ok(open(verified.stdout).includes(line), `${line}\n${verified.stdout}`);
  assert.equal(leakscope('suspects', ...fixed, '--fail-on-growth', '100kB').status, 0);
  assert.equal(leakscope('suspects', ...pair, '--fail-on-growth', '100kB').status, 3);
});

test('every picture that the texts show is there and small, and no other is kept', () => {
  const root = path.join(docs, '..');
  const texts = ['README.md', ...fs.readdirSync(docs).filter(name => name.endsWith('.md')).map(name => `docs/${name}`)];
  const shown = texts.flatMap(name => {
    const found = [...fs.readFileSync(path.join(root, name), 'utf8').matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)];
    return found.map(([, picture]) => path.join(path.dirname(name), picture));
  });
  const kept = ['docs', 'docs/guide'].flatMap(folder =>
    fs.readdirSync(path.join(root, folder)).filter(name => name.endsWith('.png')).map(name => path.join(folder, name)));
  assert.deepEqual(shown.sort(), kept.sort());
  for (const picture of kept) assert.ok(fs.statSync(path.join(root, picture)).size <= 150_000, picture);
  const script = fs.readFileSync(path.join(docs, 'pictures.mjs'), 'utf8');
  for (const picture of kept) assert.ok(script.includes(`'${path.relative('docs', picture)}'`), `${picture} is made by docs/pictures.mjs`);
});

test('the programs differ by the one line', () => {
  const lines = name => fs.readFileSync(path.join(docs, 'guide', name), 'utf8').split('\n').slice(1);
  const before = new Set(lines('shop.cjs'));
  assert.deepEqual(lines('shop-fixed.cjs').filter(line => !before.has(line)), ['    this.baskets.delete(basket.visitor);']);
});
