/** One snapshot: what is held, as the command line says it, what it leads to, and that a second one takes its place. */
import assert from 'node:assert/strict';
import { test } from './support/test.mjs';
import { assertAccessible } from './support/axe.mjs';
import { useBrowser } from './support/browser.mjs';
import { leakscopeJson, leakCase } from './support/command-line.mjs';
import { untilEqual } from './support/until.mjs';

const { open } = useBrowser();
const [BEFORE, , AFTER] = leakCase('photo-wall', 'A', 'B', 'C');

const textOf = async (locator) => (await locator.innerText()).replace(/\s+/g, ' ').trim();
const tabNames = (tab) => tab.page.getByRole('tablist', { name: 'Views' }).getByRole('tab').allInnerTexts();

async function alone(file, options) {
  const tab = await open(options);
  await tab.drop(file);
  await tab.grid('Summary').waitFor();
  await tab.view('Suspects').click();
  await tab.verdict().waitFor();
  return tab;
}

test('the page says what the command line says, and is accessible', async () => {
  const tab = await alone(AFTER);
  const { verdict, oneSnapshot } = await leakscopeJson('suspects', AFTER);
  assert.equal(await textOf(tab.verdict()), verdict);
  const sentences = oneSnapshot.holders.map(({ sentence }) => sentence);
  assert.ok(sentences.length > 0);
  assert.deepEqual(await Promise.all((await tab.page.locator('.suspect h3').all()).map(textOf)), sentences);
  for (const { sentence } of [oneSnapshot.duplicatedStrings, oneSnapshot.detached])
    await tab.page.getByText(sentence).waitFor();
  await tab.page.getByText(/^Detached: /).waitFor();
  assert.deepEqual(await tabNames(tab), ['Summary', 'Suspects', 'Containment', 'Dominators', 'Statistics']);
  await assertAccessible(tab.page);
});

test('a card leads to its holder, the sums to the objects that they are of', async () => {
  const tab = await alone(AFTER);
  const [{ holder }] = (await leakscopeJson('suspects', AFTER)).oneSnapshot.holders;
  await tab.page.locator('.suspect').first().getByRole('button', { name: 'Show who holds it' }).click();
  await tab.page.locator('.object-head', { hasText: `@${holder.id}` }).waitFor();
  await tab.button('Show duplicated strings').click();
  await tab.grid('Summary').waitFor();
  assert.equal(await tab.page.getByLabel('Objects shown', { exact: true }).inputValue(), 'duplicated-strings');
});

test('a second snapshot, added by the button, makes suspects of it', async () => {
  const tab = await alone(BEFORE);
  await tab.choose(tab.button('Add a second snapshot, taken after more of the same work'), AFTER);
  const { verdict } = await leakscopeJson('suspects', BEFORE, AFTER);
  await untilEqual(() => textOf(tab.verdict()), verdict);
  assert.deepEqual(await tabNames(tab), ['Suspects', 'Comparison', 'Summary', 'Containment', 'Dominators', 'Statistics']);
});

test('in a narrow window the button for a second snapshot wraps', async () => {
  const tab = await alone(AFTER, { viewport: { width: 390, height: 800 } });
  const { x, width } = await tab.page.getByRole('button', { name: /^Add a second snapshot/ }).boundingBox();
  assert.ok(x + width <= 390, `it ends at ${x + width}`);
});
