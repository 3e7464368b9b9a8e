/** The look: light and dark, by the system or by choice, and every width from a telephone's on. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after } from 'node:test';
import { useBrowser } from './support/browser.mjs';
import { sample } from './support/command-line.mjs';
import { madeFiles } from './support/made-files.mjs';
import { test } from './support/test.mjs';
import { untilEqual } from './support/until.mjs';

const { open } = useBrowser();
const { write, folder } = madeFiles();
after(() => rmSync(folder, { recursive: true }));

const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');

/** Whether the page is light or dark, by the colour of its background. */
const brightness = (tab) =>
  tab.page.evaluate(() => {
    const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
    return red + green + blue > 384 ? 'light' : 'dark';
  });

test('the theme follows the system until one is chosen, which is remembered', async () => {
  const tab = await open({ colorScheme: 'light' });
  assert.equal(await brightness(tab), 'light');
  await tab.page.emulateMedia({ colorScheme: 'dark' });
  await untilEqual(() => brightness(tab), 'dark');
  const theme = tab.page.getByRole('combobox', { name: 'Theme' });
  await theme.selectOption('light');
  await untilEqual(() => brightness(tab), 'light');
  await tab.reload();
  assert.equal(await brightness(tab), 'light');
  assert.equal(await theme.inputValue(), 'light');
  await theme.selectOption('dark');
  await tab.page.emulateMedia({ colorScheme: 'light' });
  await untilEqual(() => brightness(tab), 'dark');
  await theme.selectOption('system');
  await untilEqual(() => brightness(tab), 'light');
});

/** What reaches out of the window, the page being wider than it, and what lies upon each other in the header. */
const overflow = (tab) =>
  tab.page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const page = document.scrollingElement.scrollWidth > width ? ['the page'] : [];
    const shown = 'button, a, input, select, h1, h2, h3, p, [role=columnheader], .panel, dialog';
    const boxes = (selector) =>
      [...document.querySelectorAll(selector)]
        .map((element) => ({ element, ...element.getBoundingClientRect().toJSON() }))
        .filter((box) => box.width > 0);
    const out = boxes(shown).filter(({ left, right }) => right > width + 0.5 || left < -0.5);
    const header = boxes('.header h1, .header button:not(.panel *), .header select');
    const covered = header.filter((box, at) =>
      header.slice(0, at).some((other) => {
        const apart = other.right <= box.left || box.right <= other.left;
        return !apart && !(other.bottom <= box.top || box.bottom <= other.top);
      }),
    );
    return [...page, ...[...out, ...covered].map(({ element }) => element.outerHTML.slice(0, 120))];
  });

for (const width of [390, 700, 1000, 1400]) {
  test(`nothing reaches out of a window of ${width} pixels`, async () => {
    const tab = await open({ viewport: { width, height: 800 } });
    assert.deepEqual(await overflow(tab), [], 'at the start');
    await tab.drop(write(`${'a-long-name-'.repeat(12)}.heapsnapshot`, 'Once upon a time'));
    await tab.page.getByRole('alert').waitFor();
    assert.deepEqual(await overflow(tab), [], 'with a broken file');
    await tab.compare(BEFORE, AFTER);
    await tab.toggle(tab.row('Comparison', 'Session'));
    await tab.rowAt('Comparison', 7).click();
    await tab.chain().waitFor();
    assert.deepEqual(await overflow(tab), [], 'with a comparison and retainers');
    const names = await tab.grid('Comparison').getByRole('columnheader', { name: 'Constructor' }).boundingBox();
    assert.ok(names.width >= Math.min(180, width / 2), 'names have room');
    for (const [button, panel] of [
      ['network: locked ✓', tab.page.getByRole('dialog')],
      ['? Keys', tab.page.getByRole('dialog')],
      [/^older: /, tab.page.getByRole('group', { name: 'The older snapshot', exact: true })],
      [/^newer: /, tab.page.getByRole('group', { name: 'The newer snapshot', exact: true })],
      [/^Export/, tab.page.getByRole('group', { name: 'Export' })],
    ]) {
      await tab.page.getByRole('button', { name: button }).click();
      await panel.waitFor();
      assert.deepEqual(await overflow(tab), [], String(button));
      await tab.page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
    }
    await tab.page.getByRole('tab', { name: 'Summary' }).click();
    await tab.grid('Summary').waitFor();
    assert.deepEqual(await overflow(tab), [], 'with Summary');
    await tab.page.getByRole('tab', { name: 'Cuts' }).click();
    await tab.page.locator('.cuts').waitFor();
    assert.deepEqual(await overflow(tab), [], 'with Cuts');
    await tab.view('Statistics').click();
    await tab.page.locator('.kinds').waitFor();
    assert.deepEqual(await overflow(tab), [], 'with Statistics');
  });
}
