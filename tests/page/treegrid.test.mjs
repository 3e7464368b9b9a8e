/** The treegrid in Chromium, with synthetic levels of millions of rows: what is drawn, keys, mouse, accessibility. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, afterEach, before, beforeEach, describe } from 'node:test';
import { test } from './support/test.mjs';
import { start } from './treegrid/browser.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('treegrid', { concurrency: 1 }, () => {
  let chromium;
  let page;
  before(async () => {
    chromium = await start();
  });
  after(() => chromium.stop());
  beforeEach(async () => {
    page = await chromium.open();
    await settled();
  });
  afterEach(async () => {
    await page.close();
    assert.deepEqual(chromium.complaints, []);
  });

  const grid = () => page.getByRole('treegrid', { name: 'Synthetic' });
  /** Waits until no row is on its way and what is drawn is what the last event asked for. */
  async function settled(of = page) {
    await of.waitForFunction(() => document.querySelector('[role=treegrid]')?.getAttribute('aria-busy') === 'false');
    await of.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await of.waitForFunction(() => document.querySelector('[role=treegrid]')?.getAttribute('aria-busy') === 'false');
  }
  async function show(options) {
    await page.evaluate((chosen) => window.bench.show(chosen), options);
    await page.waitForFunction(
      (rows) => document.querySelector('[role=treegrid]')?.getAttribute('aria-rowcount') === String(rows + 1),
      options.rows ?? options.count,
    );
    await settled();
  }
  async function press(...keys) {
    for (const key of keys) {
      await page.keyboard.press(key);
      await settled();
    }
  }
  /** What lies in sight between the header and the lower edge: row indexes, names, places in pixels. */
  const inSight = () => page.evaluate(() => {
    const element = document.querySelector('[role=treegrid]');
    const header = element.querySelector('.treegrid-header').getBoundingClientRect();
    const bottom = element.getBoundingClientRect().top + element.clientHeight;
    return [...element.querySelectorAll('[data-index]')].flatMap((row) => {
      const box = row.getBoundingClientRect();
      if (box.bottom <= header.bottom + 0.5 || box.top >= bottom - 0.5) return [];
      return [{
        index: Number(row.dataset.index),
        name: row.querySelector('.treegrid-content').textContent,
        top: box.top - header.bottom,
        below: bottom - box.bottom,
      }];
    });
  });
  const selected = () => page.evaluate(() => {
    const row = document.querySelector('[aria-selected=true]');
    const active = document.querySelector('[role=treegrid]').getAttribute('aria-activedescendant');
    if (!row) return null;
    return { name: row.querySelector('.treegrid-content').textContent, active: active === row.id };
  });
  const selectedName = async () => (await selected())?.name;
  const clickRow = (name, options) => page.getByText(name, { exact: true }).click(options);

  test('draws only what is in sight, and says how much there is', async () => {
    assert.equal(await grid().getAttribute('aria-rowcount'), '1000001');
    const drawn = await page.locator('[data-index]').count();
    assert.ok(drawn > 15 && drawn < 60, `${drawn} rows are drawn`);
    const rows = await inSight();
    assert.equal(rows[0].name, 'row 0');
    assert.ok(Math.abs(rows[0].top) < 1);
    for (const [at, row] of rows.entries()) assert.equal(row.index, at);
  });

  for (const count of [1_000_000, 5_000_000, 20_000_000]) {
    test(`reaches the end of ${count} rows exactly, by key, by scroll bar, and back`, async () => {
      await show({ count });
      await grid().focus();
      await press('End');
      let last = (await inSight()).at(-1);
      assert.equal(last.name, `row ${count - 1}`);
      assert.ok(Math.abs(last.below) <= 1, `${last.below} px below the last row`);
      assert.deepEqual(await selected(), { name: `row ${count - 1}`, active: true });
      await press('PageUp', 'PageDown');
      assert.equal(await selectedName(), `row ${count - 1}`);
      await press('Home');
      assert.equal((await inSight())[0].name, 'row 0');
      await grid().evaluate((element) => element.scrollTo(0, element.scrollHeight));
      await settled();
      last = (await inSight()).at(-1);
      assert.equal(last.name, `row ${count - 1}`);
      assert.ok(Math.abs(last.below) <= 1);
      await grid().evaluate((element) => element.scrollTo(0, 0));
      await settled();
      assert.equal((await inSight())[0].name, 'row 0');
    });
  }

  test('the wheel moves a list of millions by exact pixels', async () => {
    await show({ count: 20_000_000 });
    await grid().evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
    await settled();
    const [first] = await inSight();
    assert.ok(Math.abs(first.index - 10_000_000) < 1000);
    await page.mouse.move(300, 200);
    await page.mouse.wheel(0, 240);
    let moved = first;
    while (moved.index === first.index) {
      await settled();
      [moved] = await inSight();
    }
    const pixels = (row) => row.index * 24 - row.top;
    assert.ok(Math.abs(pixels(moved) - pixels(first) - 240) <= 1, `${pixels(moved) - pixels(first)} px`);
  });

  test('rows in the middle of millions open in place', async () => {
    await show({ count: 5_000_000 });
    await grid().evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
    await settled();
    const rows = await inSight();
    const target = rows.find(({ name, index }) => name.endsWith('0') && index > rows[0].index + 1);
    await clickRow(target.name);
    await press('ArrowRight');
    assert.equal(await grid().getAttribute('aria-rowcount'), '5100001');
    const now = await inSight();
    assert.deepEqual(now[0], rows[0]);
    const at = now.findIndex(({ name }) => name === target.name);
    const number = target.name.slice(4);
    assert.ok(now[at + 1].name.startsWith(`row ${number}.0 `));
    await press('ArrowRight', 'End', 'ArrowUp');
    assert.equal(await selectedName(), 'row 4999998');
  });

  test('keys walk as in DevTools', async () => {
    await grid().focus();
    await press('ArrowDown');
    assert.equal(await selectedName(), 'row 0');
    await press('ArrowDown', 'ArrowDown', 'ArrowUp');
    assert.equal(await selectedName(), 'row 1');
    await press('ArrowRight');
    assert.equal(await page.locator('[aria-selected=true]').getAttribute('aria-expanded'), 'true');
    await press('ArrowRight', 'ArrowDown');
    assert.match(await selectedName(), /^row 1\.1 /);
    const child = page.locator('[aria-selected=true]');
    assert.equal(await child.getAttribute('aria-level'), '2');
    assert.equal(await child.getAttribute('aria-posinset'), '2');
    assert.equal(await child.getAttribute('aria-setsize'), '3');
    assert.equal(await child.getAttribute('aria-rowindex'), '5');
    await press('ArrowLeft');
    assert.equal(await selectedName(), 'row 1');
    await press('ArrowLeft');
    assert.equal(await page.locator('[aria-selected=true]').getAttribute('aria-expanded'), 'false');
    await press('Enter');
    assert.equal(await grid().getAttribute('aria-rowcount'), '1000004');
    await press('Space');
    assert.equal(await grid().getAttribute('aria-rowcount'), '1000001');
    await press('Alt+ArrowRight');
    await page.waitForFunction(() => document.querySelectorAll('[aria-level="4"]').length > 0);
    await press('Alt+ArrowLeft');
    assert.equal(await grid().getAttribute('aria-rowcount'), '1000001');
    assert.deepEqual((await page.evaluate(() => window.bench.selections)).slice(0, 2), ['row 0', 'row 1']);
  });

  test('a page key moves by what is in sight', async () => {
    const whole = (await inSight()).filter(({ below }) => below >= -0.5).length;
    await grid().focus();
    await press('Home', 'PageDown', 'PageDown');
    assert.equal(await selectedName(), `row ${2 * (whole - 1)}`);
  });

  test('typing finds a row', async () => {
    await grid().focus();
    await page.keyboard.type('row 17');
    assert.equal(await selectedName(), 'row 17');
  });

  test('the focus survives rows that scroll away', async () => {
    await clickRow('row 2');
    await grid().evaluate((element) => element.scrollTo(0, 100_000));
    await settled();
    assert.equal(await selected(), null);
    assert.equal(await grid().getAttribute('aria-activedescendant'), null);
    await press('ArrowDown');
    assert.deepEqual(await selected(), { name: 'row 3', active: true });
  });

  test('the mouse selects, opens, opens recursively, and marks text', async () => {
    await clickRow('row 3');
    assert.equal(await selectedName(), 'row 3');
    await page.locator('[data-index="3"] .treegrid-triangle').click();
    assert.equal(await grid().getAttribute('aria-rowcount'), '1000004');
    await settled();
    await clickRow('row 2', { clickCount: 2 });
    assert.equal(await grid().getAttribute('aria-rowcount'), '1000007');
    await page.locator('[data-index="1"] .treegrid-triangle').click({ modifiers: ['Alt'] });
    await page.waitForFunction(() => document.querySelectorAll('[aria-level="3"]').length > 0);
    await page.mouse.move(30, 36);
    const box = await page.getByText('row 0', { exact: true }).boundingBox();
    await page.mouse.move(box.x, box.y + 8);
    await page.mouse.down();
    await page.mouse.move(box.x + 40, box.y + 8, { steps: 4 });
    await page.mouse.up();
    assert.match(await page.evaluate(() => String(getSelection())), /^row/);
  });

  test('rows that are not here yet keep their places', async () => {
    await show({ count: 300_000 });
    await page.evaluate(() => window.bench.hold());
    await grid().evaluate((element) => element.scrollTo(0, 2_400_000));
    await page.waitForFunction(() => document.querySelector('.treegrid-coming'));
    const waiting = await inSight();
    assert.equal(waiting[0].name, '…');
    assert.equal(await grid().getAttribute('aria-busy'), 'true');
    await page.evaluate(() => window.bench.release());
    await settled();
    const here = await inSight();
    assert.equal(here[0].name, 'row 100000');
    assert.deepEqual(here.map(({ index, top }) => [index, top]), waiting.map(({ index, top }) => [index, top]));
  });

  test('a failed request says so in the row, once, and can be tried again', async () => {
    await show({ count: 300_000 });
    await page.evaluate(() => (window.bench.failAt = 100_000));
    await grid().evaluate((element) => element.scrollTo(0, 2_400_000));
    const retry = page.getByRole('button', { name: 'Try again' });
    await retry.waitFor();
    assert.equal(await retry.count(), 1);
    await page.getByText('The synthetic engine was told to fail.').waitFor();
    await page.evaluate(() => (window.bench.failAt = -1));
    await retry.click();
    await settled();
    assert.equal((await inSight())[0].name, 'row 100000');
    assert.equal(await grid().evaluate((element) => document.activeElement === element), true);
  });

  test('headers sort by mouse and key, and what was open and selected stays so', async () => {
    await clickRow('row 3');
    await press('ArrowRight', 'ArrowRight');
    const name = await selectedName();
    await page.getByRole('columnheader', { name: 'Size Delta' }).click();
    assert.deepEqual(await page.evaluate(() => window.bench.sorts.at(-1)), { column: 'c5', ascending: false });
    await page.getByText('row 999999', { exact: true }).waitFor();
    await settled();
    const header = page.getByRole('columnheader', { name: 'Size Delta' });
    assert.equal(await header.getAttribute('aria-sort'), 'descending');
    assert.equal(await grid().getAttribute('aria-rowcount'), '1000001');
    await header.focus();
    await press('Enter');
    await page.getByText('row 0', { exact: true }).waitFor();
    await settled();
    assert.equal(await header.getAttribute('aria-sort'), 'ascending');
    assert.equal(await grid().getAttribute('aria-rowcount'), '1000004');
    assert.equal(await selectedName(), name);
    await press('ArrowLeft', 'ArrowLeft', 'Space');
    assert.deepEqual(await page.evaluate(() => window.bench.sorts.at(-1)), { column: 'c3', ascending: false });
  });

  test('newer values of the same rows come without a blink or a jump', async () => {
    await clickRow('row 3');
    await press('ArrowRight');
    await grid().evaluate((element) => element.scrollTo(0, 50));
    await settled();
    const before = await inSight();
    await page.evaluate(() => {
      window.blinks = 0;
      const watch = () => (window.blinks += document.querySelectorAll('.treegrid-coming').length);
      new MutationObserver(watch).observe(document.querySelector('[role=treegrid]'), { subtree: true, childList: true, attributes: true });
      window.bench.refresh();
    });
    await page.waitForFunction(() => document.querySelector('[data-index="3"] [aria-colindex="2"]').textContent === '49');
    await settled();
    assert.equal(await page.evaluate(() => window.blinks), 0);
    assert.deepEqual(await inSight(), before);
    assert.equal(await selectedName(), 'row 3');
    assert.equal(await grid().getAttribute('aria-rowcount'), '1000004');
  });

  test('opens a path', async () => {
    await show({ count: 1000, openPath: [3, 1, 2], rows: 1009 });
    assert.match((await inSight())[9].name, /^row 3\.1\.2\.0 /);
    assert.equal(await selected(), null);
    assert.equal(await grid().evaluate((element) => element.scrollTop), 0);
  });

  test('an empty list says what its owner says', async () => {
    await show({ count: 0 });
    await page.getByText('No rows here. Load something.').waitFor();
    await assertAccessible();
  });

  test('the menu of a row works by key and by mouse', async () => {
    await clickRow('row 4');
    await press('Shift+F10');
    const menu = page.getByRole('menu');
    await menu.waitFor();
    await assertAccessible();
    await press('ArrowDown', 'Escape');
    await menu.waitFor({ state: 'detached' });
    assert.equal(await grid().evaluate((element) => document.activeElement === element), true);
    await press('Shift+F10', 'ArrowUp', 'Enter');
    assert.deepEqual(await page.evaluate(() => window.bench.menuRuns), ['Reveal: row 4']);
    await clickRow('row 5', { button: 'right' });
    await page.getByRole('menuitem', { name: 'Copy name' }).click();
    assert.equal((await page.evaluate(() => window.bench.menuRuns)).at(-1), 'Copy name: row 5');
    await page.locator('[data-index="6"]').hover();
    await page.locator('[data-index="6"]').getByRole('button', { name: 'Actions for this row' }).click();
    await menu.waitFor();
    assert.equal(await selectedName(), 'row 6');
    await page.mouse.click(500, 560);
    await menu.waitFor({ state: 'detached' });
  });

  test('copies the selected row, marked rows, or marked text', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = async () => {
      await page.keyboard.press('Control+c');
      return page.evaluate(() => navigator.clipboard.readText());
    };
    await clickRow('row 4');
    assert.equal(await copied(), 'row 4\t64\t128\t192\t256\t320\t384');
    const from = await page.getByText('row 1', { exact: true }).boundingBox();
    const drag = async (x, y) => {
      await page.mouse.move(from.x, from.y + 8);
      await page.mouse.down();
      await page.mouse.move(x, y, { steps: 5 });
      await page.mouse.up();
    };
    await drag(from.x + 200, from.y + 8 + 48);
    assert.equal(await copied(), [1, 2, 3].map((row) => [`row ${row}`, ...[1, 2, 3, 4, 5, 6].map((n) => n * row * 16)].join('\t')).join('\n'));
    // Pressed inside marked text, the mouse would carry that text away.
    await clickRow('row 9');
    await drag(from.x + 20, from.y + 8);
    assert.match(await copied(), /^row?$/);
  });

  test('Control+a marks the drawn rows and nothing around them; they are copied as rows', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    for (const rows of [50, 1]) {
      await show({ count: rows });
      await clickRow('row 0');
      await page.keyboard.press('Control+a');
      const drawn = await page.locator('[data-index] .treegrid-content').allTextContents();
      const isMarked = (selector) =>
        page.evaluate((wanted) => getSelection().containsNode(document.querySelector(wanted), true), selector);
      assert.ok(!(await isMarked('.treegrid-header')));
      await page.keyboard.press('Control+c');
      const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
      assert.deepEqual(lines.map((line) => line.split('\t')[0]), drawn);
      assert.ok(lines.every((line) => line.split('\t').length === 7), lines[0]);
    }
  });

  test('columns give way in their order, and come back', async () => {
    const titles = () => page.getByRole('columnheader').allTextContents();
    assert.equal((await titles()).length, 7);
    await page.setViewportSize({ width: 500, height: 640 });
    await page.waitForFunction(() => document.querySelectorAll('[role=columnheader]').length === 4);
    assert.deepEqual(await titles(), ['Constructor▴', 'Alloc. Size', 'Freed Size', 'Size Delta']);
    assert.ok((await page.getByRole('columnheader', { name: 'Constructor' }).boundingBox()).width >= 180);
    assert.equal(await page.getByRole('columnheader', { name: 'Size Delta' }).getAttribute('aria-colindex'), '7');
    await page.setViewportSize({ width: 1000, height: 640 });
    await page.waitForFunction(() => document.querySelectorAll('[role=columnheader]').length === 7);
  });

  test('column borders are dragged and moved by key', async () => {
    const width = async (name) => (await page.getByRole('columnheader', { name }).boundingBox()).width;
    const box = await page.getByRole('columnheader', { name: '# Delta' }).boundingBox();
    await page.mouse.move(box.x + 2, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x - 28, box.y + 10, { steps: 3 });
    await page.mouse.up();
    assert.equal(await width('# Delta'), 120);
    assert.equal(await width('# Deleted'), 60);
    assert.deepEqual(await page.evaluate(() => window.bench.sorts), []);
    await page.getByRole('columnheader', { name: '# Delta' }).focus();
    await press('Shift+ArrowRight');
    assert.equal(await width('# Delta'), 108);
  });

  test('the splitter is dragged and moved by key, within bounds', async () => {
    const splitter = page.getByRole('separator', { name: 'Size of the lower pane' });
    const size = async () => Number(await splitter.getAttribute('aria-valuenow'));
    await splitter.focus();
    await press('ArrowUp');
    assert.equal(await size(), 144);
    await press('End');
    assert.equal(await size(), 60);
    await press('Home');
    assert.equal(await size(), 300);
    const { y } = await splitter.boundingBox();
    await page.mouse.move(400, y);
    await page.mouse.down();
    await page.mouse.move(400, y + 100, { steps: 3 });
    await page.mouse.up();
    assert.equal(await size(), 200);
    const rows = await inSight();
    assert.ok(rows.at(-1).below <= 0.5, 'rows reach the lower edge of the larger grid');
  });

  test('memory and requests stay bounded while somebody drags the scroll bar', async () => {
    const before = await page.evaluate(() => window.bench.fetches);
    await page.evaluate(async () => {
      const element = document.querySelector('[role=treegrid]');
      window.bench.hold();
      for (let step = 0; step < 60; step++) {
        element.scrollTop = (element.scrollHeight / 60) * step;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      window.bench.release();
    });
    await settled();
    const asked = (await page.evaluate(() => window.bench.fetches)) - before;
    assert.ok(asked <= 8, `${asked} blocks were asked for`);
    assert.ok((await page.locator('[data-index]').count()) < 60);
  });

  test('strings that look like markup are text', async () => {
    await clickRow('row 3');
    await press('ArrowRight');
    await page.getByText("row 3.0 <img src=x onerror=\"document.title='hacked'\">", { exact: true }).waitFor();
    assert.equal(await page.locator('img').count(), 0);
    assert.equal(await page.title(), 'Treegrid');
  });

  async function assertAccessible() {
    await page.evaluate(axe);
    const { passed, violations } = await page.evaluate(async () => {
      const found = await window.axe.run('main', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] });
      const text = ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`;
      return { passed: found.passes.map(({ id }) => id), violations: found.violations.map(text) };
    });
    assert.deepEqual(violations, []);
    for (const rule of ['aria-required-children', 'aria-required-parent', 'color-contrast']) assert.ok(passed.includes(rule), rule);
  }

  for (const colorScheme of ['light', 'dark']) {
    test(`axe finds nothing (${colorScheme})`, async () => {
      await page.close();
      page = await chromium.open({ colorScheme });
      await settled();
      await clickRow('row 3');
      await press('ArrowRight', 'ArrowDown');
      await assertAccessible();
    });
  }
});
