/** A question that takes long: the page says how long it has taken, it can be given up, and asked again. */
import assert from 'node:assert/strict';
import { placeAgents } from './support/agent.mjs';
import { assertAccessible } from './support/axe.mjs';
import { useBrowser } from './support/browser.mjs';
import { sample } from './support/command-line.mjs';
import { test } from './support/test.mjs';
import { until } from './support/until.mjs';

const { newTab } = useBrowser();

const AFTER = sample('node18-leak-after');

/** In front of a worker's script: it takes calls in, and answers none while it is held. */
const HOLDABLE = `
  let held = false;
  const turns = [];
  const send = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (...message) {
    const go = () => send.apply(this, message);
    if (held) turns.push(go);
    else go();
  };
  new BroadcastChannel('hold').onmessage = ({ data }) => {
    held = data;
    if (!held) for (const go of turns.splice(0)) go();
  };
`;

async function opened() {
  const tab = await newTab();
  placeAgents(tab.site, HOLDABLE);
  await tab.goto();
  await tab.drop(AFTER);
  await tab.grid('Summary').waitFor();
  await tab.computed();
  return tab;
}

const hold = (tab, held) =>
  tab.page.evaluate(async (held) => {
    const channel = new BroadcastChannel('hold');
    channel.postMessage(held);
    // It is with the workers before what is asked next.
    await new Promise((resolve) => setTimeout(resolve, 200));
    channel.close();
  }, held);

const ask = {
  'a filter': async (tab) => {
    await tab.page.getByRole('combobox', { name: 'Objects shown' }).selectOption('retained-by-event-handlers');
    return () => tab.grid('Summary').waitFor();
  },
  'merged paths': async (tab) => {
    await tab.page.keyboard.press('Shift+F10');
    await tab.page.getByRole('menuitem', { name: 'What holds them' }).click();
    return () => tab.grid('Merged paths').waitFor();
  },
  cuts: async (tab) => {
    await tab.page.getByRole('tab', { name: 'Cuts' }).click();
    return () => tab.page.locator('table.cuts').waitFor();
  },
};

for (const [what, begin] of Object.entries(ask)) {
  test(`${what}: how long it takes is said, and it can be given up and asked again`, async () => {
    const tab = await opened();
    await tab.page.getByRole('searchbox').fill('Session');
    await tab.row('Summary', 'Session').click();
    if (what === 'cuts') {
      await tab.page.keyboard.press('ArrowRight');
      await until('it is open', async () => (await tab.rows('Summary'))[1]?.level === 2);
      await tab.page.keyboard.press('ArrowRight');
      await tab.chain().waitFor();
    }
    await hold(tab, true);
    const answered = await begin(tab);
    await tab.page.getByRole('progressbar', { name: 'How far it is' }).waitFor();
    await tab.page.getByText(/^\d+ s$/).waitFor();
    await assertAccessible(tab.page, what);
    await tab.button('Cancel').focus();
    await tab.page.keyboard.press('Enter');
    await tab.page.getByText('Given up.').waitFor();
    await until('the focus is on what asks again', () =>
      tab.page.evaluate(() => document.activeElement.textContent === 'Ask again'),
    );
    assert.equal(await tab.button('Cancel').count(), 0);
    await hold(tab, false);
    await tab.page.keyboard.press('Enter');
    await answered();
  });
}
