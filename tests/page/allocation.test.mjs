/** A recording of allocations: which functions allocated what, on which stack, and when; with the command line's numbers. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { assertAccessible } from './support/axe.mjs';
import { useBrowser } from './support/browser.mjs';
import { leakscope, leakscopeJson, sample } from './support/command-line.mjs';
import { test } from './support/test.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open } = useBrowser();

const RECORDED = fileURLToPath(new URL('../samples/node25-allocations.heaptimeline.gz', import.meta.url));
const GRID = ['aria-required-children', 'aria-required-parent'];

async function opened(options) {
  const tab = await open(options);
  await tab.drop(RECORDED);
  await tab.grid('Summary').waitFor();
  return tab;
}

const names = async (tab) => (await tab.rows('Allocation')).map(({ name }) => name);
const shown = ({ name }) => (name === '' ? '(anonymous)' : name.startsWith('(') ? name : `${name}()`);
const slider = (tab, name) => tab.page.getByRole('slider', { name });

test('functions stand in the order of their live bytes, and open to their callers', async () => {
  const tab = await opened();
  await tab.view('Allocation').click();
  const [all, callers] = [await leakscopeJson('allocations', RECORDED), await leakscopeJson('allocations', RECORDED, '--callers', '1')];
  await untilEqual(async () => (await names(tab)).slice(0, 8), all.slice(0, 8).map(shown));
  const at = all.findIndex(({ name }) => name === 'throughOne');
  const first = callers.findIndex(({ level, name }) => level === 0 && name === 'throughOne');
  const below = callers.slice(first + 1, callers.findIndex((row, place) => place > first && row.level === 0));
  assert.equal(below.length, 2);
  await tab.toggle(tab.row('Allocation', 'throughOne()'));
  await untilEqual(async () => (await names(tab)).slice(at + 1, at + 3), below.map(shown));
  await tab.page.getByRole('columnheader', { name: 'Live Count' }).click();
  const byCount = await leakscopeJson('allocations', RECORDED, '--sort', 'liveCount');
  await untilEqual(async () => (await names(tab))[1], shown(byCount[1]));
  assert.match(await tab.hash(), /view=allocation/);
});

test('what is alive of a function is shown in Summary, by the row’s menu', async () => {
  const tab = await opened();
  await tab.view('Allocation').click();
  await tab.row('Allocation', 'Tracked()').click();
  await tab.page.keyboard.press('Shift+F10');
  await tab.page.getByRole('menuitem', { name: 'Show what is alive of it in Summary' }).click();
  const tracked = (await leakscopeJson('allocations', RECORDED)).find(({ name }) => name === 'Tracked');
  const { rows } = await leakscopeJson('summary', RECORDED, '--objects', `allocated-by-${tracked.function}`);
  await until('the rows of these', async () => (await tab.rows('Summary')).length === rows.length);
  await untilEqual(() => tab.page.getByRole('combobox', { name: 'Objects shown' }).inputValue(), `allocated-by-${tracked.function}`);
});

test('a selected function has its live objects below, which lead to their retainers', async () => {
  const tab = await opened();
  await tab.view('Allocation').click();
  await tab.row('Allocation', 'Tracked()').click();
  await tab.page.getByRole('heading', { name: 'Live objects of Tracked()' }).waitFor();
  const tracked = (await leakscopeJson('allocations', RECORDED)).find(({ name }) => name === 'Tracked');
  const { rows } = await leakscopeJson('summary', RECORDED, '--objects', `allocated-by-${tracked.function}`);
  await untilEqual(async () => (await tab.rows('Live objects')).map(({ name }) => name), rows.map(({ name, count }) => `${name} ×${count}`));
  // Sorting stays here, and what is typed above Summary counts there alone.
  await tab.grid('Live objects').getByRole('columnheader', { name: 'Shallow Size' }).click();
  await tab.toggle(tab.rowAt('Live objects', 0));
  await tab.rowAt('Live objects', 1).click();
  await tab.chain().waitFor();
  assert.match(await tab.hash(), /view=allocation/);
  await tab.button('Show in Summary').click();
  await untilEqual(() => tab.page.getByRole('combobox', { name: 'Objects shown' }).inputValue(), `allocated-by-${tracked.function}`);
});

test('a window of time, moved by keys or drawn over the bars, is what Summary counts', async () => {
  const tab = await opened({ viewport: { width: 1300, height: 800 } });
  const intervals = await leakscopeJson('allocations', RECORDED, '--over-time');
  const objects = tab.page.getByRole('combobox', { name: 'Objects shown' });
  const chosen = (from, to) => `allocated-${intervals[from].lastId}-${intervals[to].lastId}`;
  await slider(tab, 'Allocated from').focus();
  await tab.page.keyboard.press('ArrowRight');
  await untilEqual(() => objects.inputValue(), chosen(1, intervals.length - 1));
  await slider(tab, 'Allocated until').focus();
  await tab.page.keyboard.press('Home');
  await untilEqual(() => objects.inputValue(), chosen(1, 2));
  const { rows } = await leakscopeJson('summary', RECORDED, '--objects', chosen(1, 2));
  await until('its classes', async () => (await tab.rows('Summary')).length === rows.length);
  const bars = tab.page.locator('.allocation-times svg');
  const { x, y, width } = await bars.boundingBox();
  const middleOf = (at) => {
    const [start, before, end] = [intervals[0], intervals[at], intervals[at + 1]].map((each) => each.end);
    return x + ((before + end) / 2 - start) * (width / (intervals.at(-1).end - start));
  };
  await tab.page.mouse.move(middleOf(5), y + 10);
  await tab.page.mouse.down();
  await tab.page.mouse.move(middleOf(3), y + 10);
  await tab.page.mouse.up();
  await untilEqual(() => objects.inputValue(), chosen(3, 6));
  await objects.selectOption({ label: 'All objects' });
  await untilEqual(() => slider(tab, 'Allocated until').inputValue(), String(intervals.length - 1));
});

test('an object has the stack on which it was allocated, and the others say that none was recorded', async () => {
  const tab = await opened();
  const tracked = (await leakscopeJson('allocations', RECORDED)).find(({ name }) => name === 'Tracked');
  const { rows } = await leakscopeJson('find', RECORDED, 'class:Tracked');
  const older = rows.find(({ id }) => id < 113_000);
  const stackOf = async (id) => {
    await tab.goto(`#objects=allocated-by-${tracked.function}&newer=${id}`);
    await tab.drop(RECORDED);
    await tab.page.getByRole('tab', { name: 'Details' }).click();
    await tab.page.getByRole('group', { name: 'Details' }).waitFor();
    return tab.page.locator('.stack li').allInnerTexts();
  };
  const frames = await leakscopeJson('allocations', RECORDED, '@115025');
  assert.ok(frames.length > 3);
  const expected = frames.map((frame) => [shown(frame), ...(frame.scriptId === null ? [] : [`${frame.file ?? `script ${frame.scriptId}`}:${frame.line}:${frame.column}`])].join(' '));
  assert.deepEqual((await stackOf(115025)).map((text) => text.replace(/\s+/g, ' ').trim()), expected);
  assert.deepEqual(await stackOf(older.id), []);
  await tab.page.getByText('Where was not recorded').waitFor();
});

test('an ordinary snapshot has neither the view nor the bars', async () => {
  const tab = await open();
  await tab.drop(sample('node24'));
  await tab.grid('Summary').waitFor();
  assert.equal(await tab.view('Allocation').count(), 0);
  assert.equal(await tab.page.locator('.allocation-times').count(), 0);
});

for (const redacted of [true, false]) test(`the functions can be taken along, ${redacted ? '' : 'not '}redacted`, async () => {
  const tab = await opened();
  await tab.view('Allocation').click();
  await tab.grid('Allocation').waitFor();
  if (!redacted) await tab.redaction().uncheck();
  const redaction = redacted ? ['--redact'] : [];
  await tab.button('Export').click();
  for (const [title, format] of [['Text', 'table'], ['CSV', 'csv'], ['JSON', 'json']]) {
    const { text } = await tab.saved(tab.button(`Save Allocation as ${title}`));
    assert.equal(text, await leakscope('allocations', RECORDED, '--format', format, ...redaction));
  }
  await tab.page.keyboard.press('Escape');
  await tab.row('Allocation', 'throughOne()').click();
  await tab.page.keyboard.press('Control+c');
  const [row] = (await leakscopeJson('allocations', RECORDED, ...redaction)).filter(({ liveCount, count }) => liveCount === 456 && count === 981);
  await until('the row is copied', async () => (await tab.clipboard()).startsWith(`${shown(row)}\t${row.file}:${row.line}:${row.column}\t456\t981\t`));
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing (${colorScheme})`, async () => {
    const tab = await opened({ colorScheme, viewport: { width: 1300, height: 800 } });
    await slider(tab, 'Allocated from').focus();
    await tab.page.keyboard.press('ArrowRight');
    await assertAccessible(tab.page, 'Summary with bars and a window', GRID);
    await tab.view('Allocation').click();
    await tab.grid('Allocation').waitFor();
    await assertAccessible(tab.page, 'Allocation', GRID);
  });
}

test('how much is alive of which V8 has lost the function is said, where it is more than a little', async () => {
  const tab = await opened();
  await tab.view('Allocation').click();
  await tab.grid('Allocation').waitFor();
  const sum = (of) => of.reduce((size, { liveSize }) => size + liveSize, 0);
  const known = sum(await leakscopeJson('allocations', RECORDED));
  const [, ...during] = await leakscopeJson('allocations', RECORDED, '--over-time');
  assert.ok(known < 0.95 * sum(during));
  const kB = (size) => `${(size / 1000).toFixed(0)} kB`;
  await tab.page.getByText(`Of ${kB(sum(during))} that were allocated while it was recorded and are alive, ${kB(known)} stand here`).waitFor();
  await assertAccessible(tab.page, 'Allocation', GRID);
  const whole = await open();
  await whole.drop(fileURLToPath(new URL('../samples/chromium-allocations.heaptimeline.gz', import.meta.url)));
  await whole.view('Allocation').click();
  await whole.grid('Allocation').waitFor();
  assert.equal(await whole.page.getByText(/stand here/).count(), 0);
});
