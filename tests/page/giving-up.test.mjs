/** A question that takes long: the page says how long it has taken, it can be given up, and asked again. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { placeAgents } from './support/agent.mjs';
import { assertAccessible } from './support/axe.mjs';
import { useBrowser } from './support/browser.mjs';
import { sample } from './support/command-line.mjs';
import { test } from './support/test.mjs';
import { until } from './support/until.mjs';

const { newTab } = useBrowser();

const AFTER = sample('node18-leak-after');
const RECORDED = fileURLToPath(new URL('../samples/node25-allocations.heaptimeline.gz', import.meta.url));

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

async function opened(file) {
  const tab = await newTab();
  placeAgents(tab.site, HOLDABLE);
  await tab.goto();
  await tab.drop(file);
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

async function selectClass(tab) {
  await tab.page.getByRole('searchbox').fill('Session');
  await tab.row('Summary', 'Session').click();
}

async function selectObject(tab) {
  await selectClass(tab);
  await tab.page.keyboard.press('ArrowRight');
  await until('it is open', async () => (await tab.rows('Summary'))[1]?.level === 2);
  await tab.page.keyboard.press('ArrowRight');
  await tab.chain().waitFor();
}

async function chooseInMenu(tab, name) {
  await tab.page.keyboard.press('Shift+F10');
  await tab.page.getByRole('menuitem', { name }).click();
}

const chooseTab = (name) => (tab) => tab.page.getByRole('tab', { name, exact: true }).click();
const inGrid = (name) => (tab) => tab.grid(name);

/** What is asked: what goes before, how it is asked, and where the answer stands. */
const questions = {
  'a filter': {
    ask: (tab) => tab.page.getByRole('combobox', { name: 'Objects shown' }).selectOption('retained-by-event-handlers'),
    answer: inGrid('Summary'),
  },
  'a class that is led to': {
    first: selectObject,
    // In a view of its own, so that no rows of before stand in its place.
    ask: async (tab) => {
      await tab.rowAt('Retainers', 1).click();
      await chooseTab('Suspects')(tab);
      await tab.grid('Retainers').focus();
      await chooseInMenu(tab, 'Reveal in Summary');
    },
    answer: inGrid('Summary'),
  },
  'merged paths': { first: selectClass, ask: (tab) => chooseInMenu(tab, 'What holds them'), answer: inGrid('Merged paths') },
  retainers: {
    first: selectObject,
    ask: async (tab) => {
      await tab.rowAt('Retainers', 0).click();
      await chooseInMenu(tab, 'Show retainers');
    },
    answer: inGrid('Retainers'),
  },
  contents: { first: selectObject, ask: chooseTab('Contents'), answer: inGrid('Contents') },
  'what is dominated': { first: selectObject, ask: chooseTab('Dominated'), answer: inGrid('Dominated') },
  cuts: { first: selectObject, ask: chooseTab('Cuts'), answer: (tab) => tab.page.getByRole('group', { name: 'Cuts' }) },
  details: { first: selectObject, ask: chooseTab('Details'), answer: (tab) => tab.page.getByRole('group', { name: 'Details' }) },
  // Their roots come first, and what is below them a moment later: the tab is there.
  dominators: { ask: chooseTab('Dominators'), answer: inGrid('Dominators'), place: (tab) => tab.view('Dominators') },
  containment: { ask: chooseTab('Containment'), answer: inGrid('Containment'), place: (tab) => tab.view('Containment') },
  'functions that allocated': { file: RECORDED, ask: chooseTab('Allocation'), answer: inGrid('Allocation') },
};

/** Presses a key on the button, which has the focus afterwards, or what is in its place. */
async function press(tab, name) {
  await tab.button(name).focus();
  await tab.page.keyboard.press('Enter');
}

const untilFocused = (what, locator) =>
  until(`the focus is ${what}`, () => locator.evaluate((place) => place === document.activeElement));

for (const [what, { file = AFTER, first, ask, answer, place = answer }] of Object.entries(questions)) {
  test(`${what}: how long it takes is said, and it can be given up and asked again, without losing the keyboard’s place`, async () => {
    const tab = await opened(file);
    await first?.(tab);
    await hold(tab, true);
    await ask(tab);
    await tab.page.getByRole('progressbar', { name: 'How far it is' }).waitFor();
    const taken = async () => Number.parseInt(await tab.page.locator('.progress-words').textContent(), 10);
    const before = await until('it has taken a while', async () => (await taken()) > 1 && (await taken()));
    await assertAccessible(tab.page, what);
    await press(tab, 'Cancel');
    await tab.page.getByText('Given up.').waitFor();
    await untilFocused('on what asks again', tab.button('Ask again'));
    assert.equal(await tab.button('Cancel').count(), 0);
    await tab.page.keyboard.press('Enter');
    await untilFocused('on what gives up again', tab.button('Cancel'));
    assert.ok((await taken()) < before, 'it is counted from the new question on');
    await until('it goes on being counted', async () => (await taken()) > 0);
    await press(tab, 'Cancel');
    await hold(tab, false);
    await press(tab, 'Ask again');
    await answer(tab).waitFor();
    await untilFocused('in the answer', place(tab));
  });
}
