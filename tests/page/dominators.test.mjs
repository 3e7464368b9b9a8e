/** The dominator tree: as a picture that one goes into, and as a list that opens; with the command line's numbers. */
import assert from 'node:assert/strict';
import { useBrowser } from './support/browser.mjs';
import { leakscopeJson, sample } from './support/command-line.mjs';
import { test } from './support/test.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open } = useBrowser();

const FILE = sample('node18-leak-after');

async function opened(options) {
  const tab = await open(options);
  await tab.drop(FILE);
  await tab.view('Dominators').click();
  await picture(tab).waitFor();
  await tab.computed();
  return tab;
}

const picture = (tab) => tab.page.getByRole('tree', { name: 'Dominator tree' });
const boxes = (tab) =>
  picture(tab).evaluate((tree) =>
    [...tree.querySelectorAll('[role=treeitem]')].map((item) => ({
      name: item.ariaLabel,
      level: Number(item.ariaLevel),
      left: item.offsetLeft,
      right: item.offsetLeft + item.offsetWidth,
      focused: item === document.activeElement,
    })),
  );
const focused = async (tab) => (await boxes(tab)).find((box) => box.focused)?.name;
const idOf = (name) => Number(/ @(\d+), [\d,]+ bytes retained/.exec(name)[1]);

test('the boxes below the root are the largest of what it dominates, side by side', async () => {
  const tab = await opened({ viewport: { width: 1400, height: 900 } });
  const expected = await leakscopeJson('dominators', FILE);
  const drawn = await until('boxes', async () => (await boxes(tab)).length > 5 && boxes(tab));
  const first = drawn.filter(({ level }) => level === 2);
  const largest = expected.filter(({ retainedSize }) => retainedSize >= expected[0].retainedSize / 4);
  assert.deepEqual(first.slice(0, largest.length).map(({ name }) => idOf(name)), largest.map(({ id }) => id));
  for (const [at, box] of first.entries()) {
    assert.ok(box.right <= drawn[0].right + 1 && (at === 0 || box.left >= first[at - 1].right - 1), box.name);
  }
  const rows = await tab.rows('Dominators');
  assert.ok(rows[0].name.endsWith(`@${expected[0].id}`), rows[0].name);
});

test('arrows move and select, Enter goes in, Backspace and the path lead out', async () => {
  const tab = await opened();
  await until('boxes', async () => (await boxes(tab)).length > 5);
  await picture(tab).getByRole('treeitem').first().focus();
  await tab.page.keyboard.press('ArrowDown');
  const below = await until('the first box below', () => focused(tab));
  await tab.page.getByRole('heading', { name: new RegExp(` @${idOf(below)} `) }).waitFor();
  await tab.page.keyboard.press('Enter');
  await until('it is the first one', async () => (await boxes(tab))[0].name.includes(` @${idOf(below)}, `));
  const path = tab.page.getByRole('navigation', { name: 'Path in the dominator tree' });
  await path.getByRole('button', { name: '(root)' }).waitFor();
  await until('it has the focus', async () => (await boxes(tab))[0].focused);
  await tab.page.keyboard.press('Backspace');
  await until('the root again', async () => !(await boxes(tab))[0].name.includes(` @${idOf(below)}, `));
  const deep = picture(tab).locator('[role=treeitem][aria-level="3"]').first();
  const name = await deep.getAttribute('aria-label');
  await deep.click();
  await until('a click goes in', async () => idOf((await boxes(tab))[0].name) === idOf(name));
  await path.getByRole('button').nth(1).waitFor();
  await path.getByRole('button', { name: '(root)' }).click();
  await untilEqual(() => path.getByRole('button').count(), 0);
});

test('a second click before the next picture is there goes nowhere', async () => {
  const tab = await opened();
  const [wide] = await until('boxes', async () => (await boxes(tab)).length > 5 && (await boxes(tab)).slice(1));
  await picture(tab).getByRole('treeitem', { name: wide.name, exact: true }).evaluate(async (box) => {
    const [beside] = [...box.parentElement.children].filter((other) => other.ariaLevel === '2' && other !== box);
    box.click();
    await new Promise(requestAnimationFrame);
    box.click();
    beside.click();
  });
  await until('it is the first one', async () => (await boxes(tab))[0].name.includes(` @${idOf(wide.name)}, `));
  const path = tab.page.getByRole('navigation', { name: 'Path in the dominator tree' });
  assert.equal((await path.innerText()).split('›').length, 2, await path.innerText());
});

test('every box has an edge that stands out, light and dark, also where its colour is nearly the background', async () => {
  const tab = await opened({ colorScheme: 'light' });
  for (const colorScheme of ['light', 'dark']) {
    await tab.page.emulateMedia({ colorScheme });
    await until(colorScheme, () => tab.page.evaluate((theme) => document.documentElement.dataset.theme === theme, colorScheme));
    const contrasts = await picture(tab).evaluate((tree) => {
      const light = (color) => {
        const [red, green, blue] = color.match(/[\d.]+/g).map((part) => (part / 255 <= 0.04045 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      const page = light(getComputedStyle(document.body).backgroundColor);
      return [...tree.children].map((box) => {
        const { borderBottomColor, borderBottomWidth, borderRightColor, borderRightWidth } = getComputedStyle(box);
        const isThere = borderBottomWidth === '1px' && borderRightWidth === '1px' && borderRightColor === borderBottomColor;
        const [dark, bright] = [page, light(borderBottomColor)].sort((one, other) => one - other);
        return isThere ? (bright + 0.05) / (dark + 0.05) : 0;
      });
    });
    assert.ok(contrasts.length > 1 && Math.min(...contrasts) >= 3, `${colorScheme}: ${Math.min(...contrasts)}`);
  }
});

test('rows open to what they dominate, in the list and below a selected object', async () => {
  const tab = await opened();
  const [largest] = await leakscopeJson('dominators', FILE);
  const below = await leakscopeJson('dominators', FILE, `@${largest.id}`);
  await tab.toggle(tab.row('Dominators', `@${largest.id}`));
  await until('what it dominates', async () =>
    (await tab.rows('Dominators')).some(({ level, name }) => level === 2 && name.endsWith(`@${below[0].id}`)),
  );
  await tab.row('Dominators', `@${largest.id}`).click();
  await tab.page.getByRole('tab', { name: 'Dominated', exact: true }).click();
  await until('the same list', async () => (await tab.names('Dominated'))[0]?.endsWith(`@${below[0].id}`));
});
