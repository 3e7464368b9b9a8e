/** Practise: each exercise from its program to the proof, by keys alone; readable in every light and on a narrow screen. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assertAccessible } from './support/axe.mjs';
import { useBrowser } from './support/browser.mjs';
import { test } from './support/test.mjs';
import { until } from './support/until.mjs';

const { open } = useBrowser();
const programs = fileURLToPath(new URL('../../www/practise/', import.meta.url));
const HOLDER = { prices: 'PriceBoard.prices', sessions: 'MemoryStore.sessions' };

const panel = (tab) => tab.page.getByRole('complementary', { name: 'Practise' });
const heading = (tab) => panel(tab).getByRole('heading', { level: 2 });

/** Presses Tab until something with this name has the focus, then Enter. */
async function enter(tab, name) {
  await until(`the keys reach “${name}”`, async () => {
    await tab.page.keyboard.press('Tab');
    return (await tab.page.evaluate(() => document.activeElement?.textContent ?? '')).startsWith(name);
  });
  await tab.page.keyboard.press('Enter');
}

async function onStep(tab, number) {
  await until(`step ${number}`, async () => (await heading(tab).innerText()).startsWith(`${number} of 5`));
}

for (const [exercise, holder] of Object.entries(HOLDER)) {
  test(`${exercise}: from the program to the proof, by keys`, async () => {
    const tab = await open();
    await tab.goto(`?practise=${exercise}`);
    await onStep(tab, 1);
    const source = readFileSync(`${programs}${exercise}.js`, 'utf8').trimEnd();
    assert.equal((await panel(tab).locator('.listing pre').textContent()).trimEnd(), source);

    await enter(tab, 'Next');
    await onStep(tab, 2);
    assert.ok(await heading(tab).evaluate((element) => element === document.activeElement), 'the next step is read from its top');
    await enter(tab, 'Show Suspects');
    await tab.page.getByRole('heading', { level: 3, name: new RegExp(`^${holder.replace('.', '\\.')} grew by`) }).waitFor();
    assert.ok((await panel(tab).innerText()).includes(holder));
    if (exercise === 'prices') {
      await enter(tab, 'Show Timeout in Comparison');
      await until('the timers are counted', async () =>
        (await tab.rows('Comparison').catch(() => [])).some(({ name, cells }) => name === 'Timeout' && cells['# Delta'].text === '+40'),
      );
    }

    await enter(tab, 'Next');
    await onStep(tab, 3);
    const told = [...(await panel(tab).locator('p').first().innerText()).matchAll(/[Ll]ine (\d+)/g)].map(([, line]) => Number(line));
    const lines = source.split('\n');
    const marked = (await panel(tab).locator('mark').allInnerTexts()).map((line) => line.trimEnd());
    assert.deepEqual(marked, told.toSorted((a, b) => a - b).map((line) => lines[line - 1]), 'the lines that are told of stand out');

    await enter(tab, 'Next');
    await onStep(tab, 4);
    await enter(tab, 'Next');
    await onStep(tab, 5);
    await enter(tab, 'Add the two snapshots');
    await panel(tab).getByText('Verify: Of 1 suspect: 1 gone, 0 smaller, 0 still there.').waitFor();
    await tab.text('✓ gone').waitFor();
    await enter(tab, 'End');
    await panel(tab).waitFor({ state: 'detached' });
    assert.equal(await tab.page.evaluate(() => location.search), '');
    await tab.text('✓ gone').waitFor();
  });

  test(`${exercise}: the repair that is shown fits the program`, () => {
    const { status, stderr } = spawnSync('git', ['apply', '--check', `${exercise}.diff`], { cwd: programs, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });
}

test('the start page leads to the first exercise, and its end to the second', async () => {
  const tab = await open();
  await tab.page.getByRole('link', { name: 'Practise on a small program' }).click();
  await onStep(tab, 1);
  for (let step = 1; step < 5; step++) await panel(tab).getByRole('button', { name: /^Next/ }).click();
  await panel(tab).getByRole('button', { name: 'Back' }).click();
  await onStep(tab, 4);
  await panel(tab).getByRole('button', { name: /^Next/ }).click();
  await panel(tab).getByRole('link', { name: 'Practise: A store of sessions' }).click();
  await onStep(tab, 1);
  await panel(tab).getByText('sessions.js').waitFor();
});

test('a reload goes on with the step; without the server the page opens, and says why there is no exercise', async () => {
  const tab = await open();
  await tab.kept();
  await tab.goto('?practise=sessions');
  for (let step = 1; step < 4; step++) await panel(tab).getByRole('button', { name: /^Next/ }).click();
  await onStep(tab, 4);
  await tab.reload();
  await onStep(tab, 4);
  await panel(tab).getByText('sessions.js').waitFor();
  await tab.verdict().waitFor();
  await tab.site.pause();
  try {
    tab.expectComplaints('Failed to load resource', "Connecting to '", 'Fetch API cannot load ');
    await tab.reload();
    await tab.page.getByText('A sample and Practise are on the page that a server hands out.').waitFor();
    assert.equal(await panel(tab).count(), 0);
  } finally {
    await tab.site.resume();
  }
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing in it, and nothing reaches out of a narrow screen (${colorScheme})`, async () => {
    const tab = await open({ colorScheme, viewport: { width: 390, height: 844 } });
    await tab.goto('?practise=prices');
    for (let step = 1; step <= 5; step++) {
      await onStep(tab, step);
      await assertAccessible(tab.page, `step ${step}`, [], '.practice');
      const reaches = await panel(tab).evaluate((element) =>
        [element, ...element.querySelectorAll('*')]
          .filter((each) => each.getBoundingClientRect().right > innerWidth + 0.5 || each.scrollWidth > each.clientWidth + 1)
          .filter((each) => getComputedStyle(each).display !== 'inline')
          .map((each) => each.outerHTML.slice(0, 80)),
      );
      assert.deepEqual(reaches, [], `step ${step}`);
      if (step < 5) await panel(tab).getByRole('button', { name: /^Next/ }).click();
    }
  });
}
