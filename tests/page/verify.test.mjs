/** Verify on the page: opened by itself when the repaired program's snapshots are open, with the command line's answer. */
import assert from 'node:assert/strict';
import { assertAccessible } from './support/axe.mjs';
import { useBrowser } from './support/browser.mjs';
import { leakscope, leakscopeJson, leakCase } from './support/command-line.mjs';
import { bytesIn, countIn } from './support/rows.mjs';
import { test } from './support/test.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open } = useBrowser();

const LEAKING = leakCase('shipping-rates', 'A', 'B');
const REPAIRED = leakCase('shipping-rates', 'fixed-A', 'fixed-B');
const OTHER = leakCase('mail-outbox', 'A', 'B');

const plain = (text) => text.replace(/\s+/g, ' ').trim();
const textOf = async (locator) => plain(await locator.innerText());
const cards = (tab) => tab.page.locator('.suspect');
const programs = (tab) => textOf(tab.page.locator('.programs'));

/** Drops files and waits until the outcomes stand. */
async function verified(files, options) {
  const tab = await open(options);
  await tab.drop(...files);
  await tab.page.locator('.outcome').first().waitFor();
  await tab.computed();
  return tab;
}

/** What a card says, in the words of the command line. */
const cardOf = async (card) => {
  const rows = await card.locator('tbody tr').evaluateAll((all) =>
    all.map((row) =>
      [...row.cells].slice(1).map((cell) => ({ text: cell.textContent.replaceAll('\u00a0', ' '), tip: cell.title })),
    ),
  );
  const [growth, newEntries, entries] = rows;
  const figures = (at) => ({
    entries: countIn(entries[at]),
    newEntries: countIn(newEntries[at]),
    retainedGrowth: bytesIn(growth[at]),
  });
  const [, verdict] = /^\S (.*)$/.exec(await textOf(card.locator('.outcome')));
  return {
    sentence: await textOf(card.getByRole('heading', { level: 3 })),
    verdict,
    why: await textOf(card.locator('.quiet')),
    before: figures(0),
    after: figures(1),
  };
};

const expectedCard = ({ sentence, verdict, why, before, after }) => ({
  sentence: plain(sentence),
  verdict,
  why: plain(why),
  before,
  after,
});

for (const name of ['shipping-rates', 'mail-outbox', 'chart-panels']) {
  test(`${name}: the outcome of every suspect is that of the command line`, async () => {
    const [leaking, repaired] = [leakCase(name, 'A', 'B'), leakCase(name, 'fixed-A', 'fixed-B')];
    const tab = await verified([...leaking, ...repaired]);
    assert.equal(await tab.view('Verify').getAttribute('aria-selected'), 'true');
    assert.deepEqual(await tab.page.getByRole('tab').allInnerTexts(), ['Verify', 'Suspects', 'Comparison', 'Summary', 'Containment', 'Dominators', 'Statistics']);
    assert.equal(await programs(tab), 'Before the fix: A → B ⇄ After the fix: fixed-A → fixed-B');
    const expected = await leakscopeJson('verify', ...leaking, '--against', ...repaired);
    assert.ok(expected.suspects.length > 0);
    assert.equal(await textOf(tab.verdict()), plain(expected.summary));
    const shown = await Promise.all((await cards(tab).all()).map(cardOf));
    assert.deepEqual(shown, expected.suspects.map(expectedCard));
  });
}

test('a holder that the other program does not have is not found, and not gone', async () => {
  const tab = await verified([...LEAKING, ...OTHER]);
  const expected = await leakscopeJson('verify', ...LEAKING, '--against', ...OTHER);
  assert.equal(expected.suspects[0].verdict, 'not found');
  assert.deepEqual(await cardOf(cards(tab).first()), expectedCard(expected.suspects[0]));
});

test('the processes are told apart in whatever order the files come, and the two can be swapped', async () => {
  const tab = await open();
  await tab.drop(LEAKING[1]);
  await tab.grid('Summary').waitFor();
  await tab.drop(REPAIRED[1], LEAKING[0]);
  await tab.view('Suspects').waitFor();
  await tab.verdict().waitFor();
  assert.equal(await tab.view('Verify').count(), 0, 'of the second program there is one snapshot');
  await tab.drop(REPAIRED[0]);
  await tab.page.locator('.outcome').first().waitFor();
  assert.equal(await programs(tab), 'Before the fix: A → B ⇄ After the fix: fixed-A → fixed-B');

  await tab.button('Swap before and after the fix').click();
  await untilEqual(() => programs(tab), 'Before the fix: fixed-A → fixed-B ⇄ After the fix: A → B');
  const expected = await leakscopeJson('verify', ...REPAIRED, '--against', ...LEAKING);
  await untilEqual(() => textOf(tab.verdict()), plain(expected.summary));
  await tab.page.getByRole('button', { name: /^older: fixed-A/ }).waitFor();
  await tab.view('Suspects').click();
  const named = await leakscopeJson('suspects', ...REPAIRED);
  await untilEqual(() => textOf(tab.verdict()), plain(named.verdict));
});

test('of three programs, the one to look in can be chosen', async () => {
  const tab = await verified([...LEAKING, ...REPAIRED]);
  await tab.drop(...OTHER);
  const choice = tab.page.getByRole('combobox', { name: 'After the fix:' });
  await choice.waitFor();
  assert.deepEqual(await choice.locator('option').allInnerTexts(), ['fixed-A → fixed-B', 'A (2) → B (2)']);
  await choice.selectOption('fixed-A → fixed-B');
  const against = await leakscopeJson('verify', ...LEAKING, '--against', ...REPAIRED);
  await untilEqual(() => textOf(tab.verdict()), plain(against.summary));
  await choice.selectOption('A (2) → B (2)');
  const other = await leakscopeJson('verify', ...LEAKING, '--against', ...OTHER);
  await untilEqual(() => textOf(tab.verdict()), plain(other.summary));
});

test('the report is what the command line prints, in every format', async () => {
  const tab = await verified([...LEAKING, ...REPAIRED]);
  await tab.page.getByRole('button', { name: 'Export' }).click();
  const preview = tab.page.getByRole('region', { name: 'What will be in the report' });
  for (const [title, format, ending] of [
    ['Markdown', 'markdown', 'md'],
    ['HTML', 'html', 'html'],
    ['JSON', 'json', 'json'],
    ['Text', 'table', 'txt'],
  ]) {
    await tab.page.getByRole('radio', { name: title }).check();
    const expected = await leakscope('verify', ...LEAKING, '--against', ...REPAIRED, '--format', format);
    const saved = await tab.saved(tab.button('Save report'));
    assert.equal(saved.name, `verification-A-B-against-fixed-A-fixed-B.${ending}`);
    assert.equal(saved.text, expected, title);
    const shown = format === 'html' ? '# Verification' : expected.split('\n', 3).join('\n').trimEnd();
    await until('it is shown', async () => (await preview.textContent()).includes(shown));
  }
});

for (const [width, colorScheme] of [
  [700, 'light'],
  [1400, 'dark'],
]) {
  test(`axe finds nothing, and nothing reaches out of ${width} pixels (${colorScheme})`, async () => {
    const tab = await verified([...LEAKING, ...REPAIRED], { colorScheme, viewport: { width, height: 800 } });
    await assertAccessible(tab.page, 'Verify');
    const answer = tab.page.getByRole('region', { name: 'Verification' });
    assert.equal(await answer.evaluate((element) => element.scrollWidth - element.clientWidth), 0);
    assert.equal(await tab.page.evaluate(() => document.scrollingElement.scrollWidth), width);
    await tab.page.getByRole('button', { name: 'Export' }).click();
    await tab.page.getByRole('region', { name: 'What will be in the report' }).waitFor();
    await assertAccessible(tab.page, 'with the report');
  });
}
