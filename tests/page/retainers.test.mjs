/** Who holds the selected object: DevTools' list, opened along the chain, and that chain as a line of text. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, describe } from 'node:test';
import { useBrowser } from './support/browser.mjs';
import { leakscopeJson, sample } from './support/command-line.mjs';
import { madeFiles, snapshotText } from './support/made-files.mjs';
import { idIn, objectNumbers } from './support/rows.mjs';
import { test } from './support/test.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open } = useBrowser();
const { write, folder } = madeFiles();
after(() => rmSync(folder, { recursive: true }));

const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');

/** Opens the pair and selects the first object of a class in Comparison. Gives its id. */
async function selected(name) {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  const row = tab.row('Comparison', name);
  await tab.toggle(row);
  const position = Number(await row.getAttribute('data-index')) + 1;
  await until('its objects are there', async () => {
    const first = (await tab.rows('Comparison'))[position];
    return first?.level === 2 && !first.coming;
  });
  const { name: text } = (await tab.rows('Comparison'))[position];
  await tab.rowAt('Comparison', position).click();
  await tab.chain().waitFor();
  return { tab, id: idIn({ name: text }) };
}

/** A row of the pane in the words of the command line. */
function retainerRow(row) {
  const [, edge, object] = /^([^]*?) in ([^]*) @\d+$/.exec(row.name);
  return { edge, object, id: idIn(row), ...objectNumbers(row) };
}

test('the rows are those of the command line, opened along the chain', async () => {
  const { tab, id } = await selected('Session');
  await tab.page.getByRole('heading', { name: `Retainers of Session @${id} · newer: node18-leak-after` }).waitFor();
  const path = await leakscopeJson('path', AFTER, `@${id}`);
  assert.ok(path.length > 4);
  const opened = async () => (await tab.rows('Retainers')).filter(({ expanded }) => expanded === 'true').map(idIn);
  await untilEqual(
    opened,
    path.slice(1, -2).map((step) => step.id),
  );

  const rows = (await tab.rows('Retainers')).filter(({ level }) => level === 1).map(retainerRow);
  const expected = await leakscopeJson('retainers', AFTER, `@${id}`);
  assert.deepEqual(
    rows.map(({ id: holder, distance, shallowSize, retainedSize }) => ({
      id: holder,
      distance,
      shallowSize,
      retainedSize,
    })),
    expected.map(({ id: holder, distance, shallowSize, retainedSize }) => ({
      id: holder,
      distance,
      shallowSize,
      retainedSize,
    })),
  );
  for (const [at, { edgeName, edgeType }] of expected.entries()) {
    assert.equal(rows[at].edge, edgeType === 'element' || edgeType === 'hidden' ? `[${edgeName}]` : edgeName);
  }
});

test('the chain leads from the root to the object, with places, and is copied as a line', async () => {
  const { tab, id } = await selected('Session');
  const path = (await leakscopeJson('path', AFTER, `@${id}`)).toReversed();
  const line = await tab.chainText();
  assert.match(line, new RegExp(`^\\(GC roots\\) → global → .* → \\[\\d+\\]: Session @${id}$`));
  const places = path.flatMap(({ file, line, column }) => (file === null ? [] : [`${file.split('/').at(-1)}:${line}:${column}`]));
  assert.ok(places.length > 0);
  assert.deepEqual((await tab.chain().locator('.place').allTextContents()), places);
  assert.equal(await tab.chain().locator('[aria-current=true]').textContent(), line.split(' → ').at(-1), 'what is selected is marked');
  for (const { edgeName } of path.slice(2)) assert.ok(line.includes(edgeName), `${line} names ${edgeName}`);
  await tab.chain().getByRole('button', { name: 'Copy' }).click();
  await tab.chain().getByRole('button', { name: 'Copied' }).waitFor();
  assert.equal(await tab.clipboard(), line);
});

test('a step of the chain is followed to the object that holds it', async () => {
  const { tab, id } = await selected('Session');
  const path = await leakscopeJson('path', AFTER, `@${id}`);
  const holder = path[path.length - 4];
  await tab.page.locator(`.chain .link[title="Show the retainers of @${holder.id}"]`).click();
  await tab.page.getByRole('heading', { name: new RegExp(`^Retainers of .* @${holder.id} `) }).waitFor();
  await until('the chain ends there', async () => (await tab.chainText()).includes(`@${holder.id}`));
  assert.match(await tab.hash(), new RegExp(`newer=${holder.id}$`));
});

test('a deleted object is held by the older snapshot', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  await tab.toggle(tab.row('Comparison', '(system)'));
  const deleted = await until('deleted objects are listed', async () =>
    (await tab.rows('Comparison')).find((row) => row.name.startsWith('• deleted ')),
  );
  await tab.rowAt('Comparison', deleted.position).click();
  await tab.page.getByRole('heading', { name: `@${idIn(deleted)} · older: node18-leak-before` }).waitFor();
  const expected = await leakscopeJson('retainers', BEFORE, `@${idIn(deleted)}`);
  const shown = async () =>
    (await tab.rows('Retainers'))
      .filter(({ level }) => level === 1)
      .map(idIn)
      .slice(0, 5);
  await untilEqual(
    shown,
    expected.slice(0, 5).map(({ id }) => id),
  );
  assert.match(await tab.hash(), new RegExp(`older=${idIn(deleted)}$`));
});

test('an object that no root reaches has no chain, and the page says why', async () => {
  const [root, app, lost] = [
    { id: 1, type: 'synthetic', name: '', size: 0 },
    { id: 3, type: 'object', name: 'App', size: 16 },
    { id: 5, type: 'object', name: 'Lost', size: 24 },
  ];
  const text = snapshotText(
    [root, app, lost],
    [
      [root, 'shortcut', 'app', app],
      [lost, 'property', 'self', lost],
    ],
  );
  const tab = await open();
  await tab.drop(write('lost.heapsnapshot', text));
  await tab.toggle(tab.row('Summary', 'Lost'));
  await tab.row('Summary', 'Lost @5').click();
  await tab.page.getByText('No chain: no root reaches this object.').waitFor();
  await untilEqual(() => tab.names('Retainers'), ['self in Lost @5']);
});

describe('the menu of a row', () => {
  const menuItem = (tab, name) => tab.page.getByRole('menuitem', { name, exact: true });
  const openMenu = async (tab, id) => {
    const row = (await tab.rows('Comparison')).find(({ name }) => name.endsWith(` @${id}`));
    await tab.rowAt('Comparison', row.position).click({ button: 'right' });
  };

  test('copies name, id and chain', async () => {
    const { tab, id } = await selected('Session');
    const line = await tab.chainText();
    for (const [item, text] of [
      ['Copy name', 'Session'],
      ['Copy @id', `@${id}`],
      ['Copy chain from the root', line],
    ]) {
      await openMenu(tab, id);
      await menuItem(tab, item).click();
      await untilEqual(() => tab.clipboard(), text, item);
    }
  });

  test('reveals the object in Summary: its class is open and its row selected, wherever in the class it stands', async () => {
    const { tab, id } = await selected('Session');
    await openMenu(tab, id);
    await menuItem(tab, 'Reveal in Summary').click();
    await tab.grid('Summary').waitFor();
    await until('its objects are listed', async () => {
      const [first, second] = await tab.rows('Summary');
      return first?.name.startsWith('Session ×') && first.expanded === 'true' && second?.level === 2;
    });
    const isGoneTo = async (wanted) => (await tab.rows('Summary')).find(({ selected }) => selected)?.name === wanted;
    await until('it is gone to', () => isGoneTo(`Session @${id}`));
    await untilEqual(() => tab.page.evaluate(() => document.activeElement.textContent), 'Summary');
    assert.ok(!(await tab.hash()).includes('Session'), 'a name of the heap stays out of the address');

    // From what was found, and far down in the class.
    await tab.page.keyboard.press('Control+f');
    await tab.page.keyboard.type('class:Session');
    await tab.page.keyboard.press('Enter');
    await tab.grid('Found').waitFor();
    await tab.grid('Found').focus();
    await tab.page.keyboard.press('End');
    const last = await until('the last is there', async () => (await tab.rows('Found')).find((row) => row.selected && !row.coming));
    await tab.page.keyboard.press('Shift+F10');
    await menuItem(tab, 'Reveal in Summary').click();
    await tab.grid('Summary').waitFor();
    await until('it is gone to', () => isGoneTo(last.name));
    const { position } = (await tab.rows('Summary')).find((row) => row.selected);
    assert.ok(position > 100, `row ${position}`);
  });
});

test('the pane is as high as the person makes it, also the next time', async () => {
  const { tab } = await selected('Session');
  const splitter = () => tab.page.getByRole('separator', { name: 'Height of the retainers pane' });
  const height = async () => (await tab.page.locator('#retainers').boundingBox()).height;
  const before = await height();
  const { x, y, width } = await splitter().boundingBox();
  await tab.page.mouse.move(x + width / 2, y + 2);
  await tab.page.mouse.down();
  await tab.page.mouse.move(x + width / 2, y - 98, { steps: 3 });
  await tab.page.mouse.up();
  await until('it has grown', async () => Math.abs((await height()) - before - 100) <= 2);
  await tab.reload();
  await tab.compare(BEFORE, AFTER);
  assert.ok(Math.abs((await height()) - before - 100) <= 2);
});

test('the menu of a WeakMap’s entry leads to its key, value and table; a property that is only called so leads nowhere', async () => {
  const entry = '1 / part of key (Key (a) @5) -> value (Detached <p> @7) pair in WeakMap (table @9)';
  const nodes = [
    { id: 1, type: 'synthetic', name: '', size: 0 },
    { id: 3, type: 'object', name: 'Holder', size: 16 },
    { id: 5, type: 'object', name: 'Key (a)', size: 16 },
    { id: 7, type: 'object', name: 'Detached <p>', size: 16 },
    { id: 9, type: 'array', name: '', size: 16 },
  ];
  const [root, holder, key, value, table] = nodes;
  const file = write(
    'entry.heapsnapshot',
    snapshotText(nodes, [
      [root, 'shortcut', 'holder', holder],
      [holder, 'property', 'key', key],
      [holder, 'property', 'table', table],
      [holder, 'property', entry, value],
      [key, 'internal', entry, value],
      [table, 'internal', entry.replace('1', '2'), value],
    ]),
  );
  const tab = await open();
  await tab.drop(file);
  await tab.toggle(tab.row('Summary', 'Detached <p>'));
  await tab.row('Summary', 'Detached <p> @7').click();
  await until('all retainers are there', async () => (await tab.rows('Retainers')).filter(({ level }) => level === 1).length === 3);
  const offered = {};
  for (const { name, position } of (await tab.rows('Retainers')).filter(({ level }) => level === 1)) {
    await tab.rowAt('Retainers', position).click({ button: 'right' });
    const items = await tab.page.getByRole('menuitem').allTextContents();
    offered[/@\d+$/.exec(name)[0]] = items.filter((item) => item.startsWith('Show retainers of '));
    await tab.page.keyboard.press('Escape');
  }
  const all = ['Key (a) @5', 'Detached <p> @7', 'table @9'].map((name) => `Show retainers of ${name}`);
  assert.deepEqual(offered, { '@3': [], '@5': all, '@9': all });
  await tab.rowAt('Retainers', (await tab.rows('Retainers')).find(({ name }) => name.endsWith('@9')).position).click({ button: 'right' });
  await tab.page.getByRole('menuitem', { name: 'Show retainers of Key (a) @5' }).click();
  await tab.page.getByRole('heading', { name: /^Retainers of Key \(a\) @5/ }).waitFor();
});
