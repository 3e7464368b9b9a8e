/** Without a mouse: from the start screen to the chain, and every dialog and menu. */
import assert from 'node:assert/strict';
import { useBrowser } from './support/browser.mjs';
import { leakCase, sample } from './support/command-line.mjs';
import { test } from './support/test.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open } = useBrowser();

const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');

/** What has the focus: its accessible name, and whether a person sees that it has it. */
const focused = (tab) =>
  tab.page.evaluate(() => {
    const element = document.activeElement;
    const name = element.getAttribute('aria-label') ?? element.innerText?.replace(/\s+/g, ' ').trim();
    return element === document.body ? null : { name, role: element.getAttribute('role') ?? element.localName };
  });

/** Whether the focus is drawn: by an outline around the element or, in a grid, around its selected row. */
const focusIsSeen = (tab) =>
  tab.page.evaluate(() => {
    const element = document.activeElement;
    const active = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
    return [element, active].some((part) => {
      const { outlineStyle, outlineWidth } = part ? getComputedStyle(part) : {};
      return outlineStyle !== undefined && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
    });
  });

/** Presses a key until something of this name has the focus. Everything on the way must be seen to have it. */
async function tabTo(tab, name, key = 'Tab') {
  const passed = [];
  for (let step = 0; step < 60; step++) {
    await tab.page.keyboard.press(key);
    const now = await focused(tab);
    passed.push(now?.name);
    if (now !== null) assert.ok(await focusIsSeen(tab), `the focus on “${now.name}” is seen`);
    if (now?.name === name) return;
  }
  assert.fail(`“${name}” is not reached: ${passed.join(' · ')}`);
}

const selectedRow = async (tab, grid) => (await tab.rows(grid)).find(({ selected }) => selected);

test('Ctrl+O opens files, at the start and beside others', async () => {
  const tab = await open();
  for (const file of [BEFORE, AFTER]) {
    const [chooser] = await Promise.all([tab.page.waitForEvent('filechooser'), tab.page.keyboard.press('Control+o')]);
    await chooser.setFiles([file]);
    await until('it is open', async () => (await tab.grid('Summary').count()) + (await tab.verdict().count()) > 0);
  }
  await tab.view('Comparison').waitFor();
});

test('from the start to the copied chain', async () => {
  const tab = await open();
  const { keyboard } = tab.page;
  await tabTo(tab, 'Choose files');
  const [chooser] = await Promise.all([tab.page.waitForEvent('filechooser'), keyboard.press('Enter')]);
  await chooser.setFiles([BEFORE, AFTER]);
  await tab.verdict().waitFor();
  await tab.computed();

  await tabTo(tab, 'Suspects');
  assert.equal((await focused(tab)).role, 'tab');
  await keyboard.press('ArrowRight');
  await tab.grid('Comparison').waitFor();
  await untilEqual(() => focused(tab), { name: 'Comparison', role: 'tab' });
  await tabTo(tab, 'Comparison');
  assert.equal((await focused(tab)).role, 'treegrid');
  await keyboard.type('sess');
  await untilEqual(async () => (await selectedRow(tab, 'Comparison'))?.name, 'Session');
  await keyboard.press('ArrowRight');
  await untilEqual(async () => (await selectedRow(tab, 'Comparison'))?.expanded, 'true');
  await keyboard.press('ArrowRight');
  await untilEqual(async () => (await selectedRow(tab, 'Comparison'))?.level, 2);
  await tab.chain().waitFor();
  const { name } = await selectedRow(tab, 'Comparison');

  await tabTo(tab, 'Copy');
  await keyboard.press('Enter');
  await tab.chain().getByRole('button', { name: 'Copied' }).waitFor();
  assert.match(await tab.clipboard(), new RegExp(`^\\(GC roots\\) → .* → \\[\\d+\\]: ${name.replace('• new ', '')}$`));

  await tabTo(tab, 'Retainers');
  assert.equal((await focused(tab)).role, 'treegrid');
  await keyboard.press('Home');
  await untilEqual(async () => (await selectedRow(tab, 'Retainers'))?.position, 0);
  await keyboard.press('ArrowLeft');
  await untilEqual(async () => (await selectedRow(tab, 'Retainers'))?.expanded, 'false');
});

test('columns are sorted, views changed and the pane resized by key', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  const { keyboard } = tab.page;
  const header = tab.grid('Comparison').getByRole('columnheader', { name: '# New' });
  await header.focus();
  await keyboard.press('Enter');
  await untilEqual(() => header.getAttribute('aria-sort'), 'descending');
  await until(
    'the largest number is first',
    async () => (await tab.rows('Comparison'))[0].cells['# New'].text === '1,127',
  );
  await keyboard.press('Enter');
  await untilEqual(() => header.getAttribute('aria-sort'), 'ascending');

  await tab.page.getByRole('tab', { name: 'Comparison' }).focus();
  await keyboard.press('ArrowRight');
  await tab.grid('Summary').waitFor();
  await untilEqual(() => focused(tab), { name: 'Summary', role: 'tab' });

  await tabTo(tab, 'Summary');
  await keyboard.press('Home');
  await untilEqual(async () => (await selectedRow(tab, 'Summary'))?.position, 0);
  await keyboard.press('ArrowRight');
  await untilEqual(async () => (await selectedRow(tab, 'Summary'))?.expanded, 'true');
  await keyboard.press('ArrowRight');
  await tab.chain().waitFor();
  const splitter = tab.page.getByRole('separator', { name: 'Height of the retainers pane' });
  const size = async () => Number(await splitter.getAttribute('aria-valuenow'));
  const before = await size();
  await splitter.focus();
  await keyboard.press('ArrowUp');
  await until('it has grown', async () => (await size()) > before);
});

/** The dialog's element and not only what is seen of it: the page learns a moment later that the browser has closed it. */
const gone = (tab) => until('the dialog is gone', async () => (await tab.page.locator('dialog').count()) === 0);

test('dialogs keep the focus', async () => {
  const tab = await open();
  const { keyboard } = tab.page;
  await keyboard.press('?');
  await tab.page.getByRole('dialog').waitFor();
  // More often than there are places in it. In Firefox the way round leads through the browser's own controls, from which the
  // driver does not come back to a window with the focus: so nothing is tried afterwards.
  for (let step = 0; step < 6; step++) {
    await keyboard.press('Tab');
    const inside = await tab.page.evaluate(
      () => document.activeElement === document.body || document.activeElement.closest('dialog') !== null,
    );
    assert.ok(inside, 'the focus stays in the dialog');
  }
});

test('dialogs open by key and give the focus back', async () => {
  const tab = await open();
  const { keyboard } = tab.page;
  await tabTo(tab, '? Keys');
  await keyboard.press('Enter');
  const dialog = tab.page.getByRole('dialog');
  await dialog.waitFor();
  await keyboard.press('Escape');
  await gone(tab);
  await untilEqual(async () => (await focused(tab))?.name, '? Keys');

  await keyboard.press('?');
  await dialog.getByRole('heading', { name: 'Keys' }).waitFor();
  await keyboard.press('Escape');
  await gone(tab);

  await tabTo(tab, 'network: locked ✓', 'Shift+Tab');
  await keyboard.press('Enter');
  await dialog.getByRole('heading', { name: 'The network lock' }).waitFor();
  await dialog.getByText('After locking, the page tried to fetch its own address: refused by the policy.').waitFor();
});

test('Escape in the filter clears it and gives the keys to the table', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  const { keyboard } = tab.page;
  const filter = tab.page.getByRole('searchbox', { name: 'Filter class' });
  for (const text of ['sess', 'no class is called so']) {
    await tab.grid('Comparison').focus();
    await keyboard.press('/');
    await untilEqual(async () => (await focused(tab))?.role, 'input');
    await keyboard.type(text);
    await untilEqual(() => filter.inputValue(), text);
    await keyboard.press('Escape');
    await untilEqual(() => filter.inputValue(), '');
    await untilEqual(() => focused(tab), { name: 'Comparison', role: 'treegrid' });
    await until('all classes are there', async () => (await tab.rows('Comparison')).length > 5);
    await keyboard.press('Home');
    await untilEqual(async () => (await selectedRow(tab, 'Comparison'))?.position, 0);
  }
});

test('the menu of a row opens and closes by key', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  const { keyboard } = tab.page;
  await tab.grid('Comparison').focus();
  await keyboard.type('timeo');
  await untilEqual(async () => (await selectedRow(tab, 'Comparison'))?.name, 'Timeout');
  await keyboard.press('Enter');
  await keyboard.press('ArrowDown');
  await untilEqual(async () => (await selectedRow(tab, 'Comparison'))?.level, 2);
  await keyboard.press('Shift+F10');
  await untilEqual(() => focused(tab), { name: 'Show retainers', role: 'menuitem' });
  await keyboard.press('Escape');
  await untilEqual(() => focused(tab), { name: 'Comparison', role: 'treegrid' });
});

test('who follows the chain by keys goes on where the chain goes on', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  const { keyboard } = tab.page;
  await tab.grid('Comparison').focus();
  await keyboard.type('sess');
  await untilEqual(async () => (await selectedRow(tab, 'Comparison'))?.name, 'Session');
  await keyboard.press('ArrowRight');
  await untilEqual(async () => (await selectedRow(tab, 'Comparison'))?.expanded, 'true');
  await keyboard.press('ArrowRight');
  await tab.chain().waitFor();
  const heading = tab.page.locator('.object-head h2 .id');
  // Up the chain, a link at a time: each is the last of its own chain, and has the focus there.
  for (let step = 0; step < 2; step++) {
    const [link] = (await tab.chain().locator('.link').all()).slice(-2);
    const before = await heading.innerText();
    await tabTo(tab, await link.innerText(), step === 0 ? 'Tab' : 'Shift+Tab');
    await keyboard.press('Enter');
    await until('another object is selected', async () => (await heading.innerText()) !== before);
    const last = tab.chain().locator('.link').last();
    await until('the link has the focus', () => last.evaluate((element) => element === document.activeElement && element.ariaCurrent === 'true'));
    assert.ok(await focusIsSeen(tab));
  }
  // From a set of links that would have to be cut there is no such link: the tab has the focus.
  await tab.view('Cuts').click();
  const holder = tab.page.locator('.cuts .link').first();
  const before = await heading.innerText();
  await holder.focus();
  await keyboard.press('Enter');
  await until('the holder is selected', async () => (await heading.innerText()) !== before);
  await untilEqual(() => focused(tab), { name: 'Cuts', role: 'tab' });
});

test('what is unfolded has the focus of the button that unfolds it', async () => {
  const tab = await open();
  await tab.drop(...leakCase('photo-wall', 'A', 'B'));
  const fold = tab.page.getByRole('button', { name: /^\d+ more class/ });
  await fold.focus();
  await tab.page.keyboard.press('Enter');
  await fold.waitFor({ state: 'detached' });
  const sixth = tab.page.getByRole('table', { name: 'What the growth consists of' }).getByRole('button').nth(5);
  await until('the first that was folded has it', () => sixth.evaluate((element) => element === document.activeElement));
});

test('who closes a snapshot goes on from the other one, and from the start page after that', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  for (const [chosen, left] of [
    [/^newer: /, /^snapshot: /],
    [/^snapshot: /, /^Choose files/],
  ]) {
    await tab.page.getByRole('button', { name: chosen }).focus();
    await tab.page.keyboard.press('Enter');
    await tab.button('Close this snapshot').focus();
    await tab.page.keyboard.press('Enter');
    await until('what is left has the focus', async () => left.test((await focused(tab))?.name ?? ''));
  }
});

test('who closes what stands in the place of the view is back in the view', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  const { keyboard } = tab.page;
  await tab.view('Summary').click();
  // Its table, or its tab as long as that is on its way.
  const isBack = async () => (await focused(tab))?.name === 'Summary';
  await tab.grid('Summary').focus();
  await keyboard.press('Home');
  await keyboard.press('Shift+F10');
  await tab.page.getByRole('menuitem', { name: 'What holds them' }).focus();
  await keyboard.press('Enter');
  await untilEqual(async () => (await focused(tab))?.name, 'Close merged paths');
  await keyboard.press('Enter');
  await until('it is closed', isBack);
  await keyboard.press('Control+f');
  await keyboard.type('Session');
  await tab.grid('Found').waitFor();
  await tab.button('Close find').focus();
  await keyboard.press('Enter');
  await until('the search is closed', isBack);
});
