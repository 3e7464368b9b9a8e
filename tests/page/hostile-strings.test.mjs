/** Strings of a heap are hostile: whatever they say, they are text, wherever they are shown. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after } from 'node:test';
import { useBrowser } from './support/browser.mjs';
import { madeFiles, snapshotText } from './support/made-files.mjs';
import { idIn } from './support/rows.mjs';
import { test } from './support/test.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open } = useBrowser();
const { write, folder } = madeFiles();
after(() => rmSync(folder, { recursive: true }));

// What begins in it does not end in it: the page must end it.
const RIGHT_TO_LEFT = '\u202etfel ot thgir\u2067and on';
const HOSTILE = [
  `<img src=x onerror="document.title='hacked'">`,
  `<img/src=x/onerror=document.title='hacked'>`,
  `<script>document.title='hacked'</script>`,
  `"><svg/onload=document.title='hacked'>`,
  `javascript:document.title='hacked'`,
  `</title></span><b/onclick=document.title='hacked'>&lt;i&gt;`,
  '__proto__',
  '{{constructor.constructor("document.title=1")()}}',
  RIGHT_TO_LEFT,
  'line\nbreak\ttab\u0000nul',
  'x'.repeat(5000),
];

const shown = (text) => (text === RIGHT_TO_LEFT ? `${text}\u2069` : text);

/** Elements are counted by their tags, as in DevTools. */
const classOf = (text) => (text.startsWith('<img ') ? '<img>' : shown(text));

/** A heap that has each hostile string as a class, as a property and as a string; the newer one has twice as many. */
function heap(copies) {
  const root = { id: 1, type: 'synthetic', name: '', size: 0 };
  const holder = { id: 3, type: 'object', name: 'Holder', size: 16 };
  const nodes = [root, holder];
  const edges = [[root, 'shortcut', 'holder', holder]];
  for (let copy = 0; copy < copies; copy++) {
    for (const [at, text] of HOSTILE.entries()) {
      const id = 11 + (copy * HOSTILE.length + at) * 4;
      const object = { id, type: 'object', name: text, size: 1000 - at * 10 };
      const string = { id: id + 2, type: 'string', name: text, size: 1 };
      nodes.push(object, string);
      edges.push([holder, 'property', `${copy}${text}`, object], [object, 'property', text, string]);
    }
  }
  return snapshotText(nodes, edges);
}

const FILES = [
  [`<img src=x onerror="document.title='hacked'">.heapsnapshot`, 1],
  [`${RIGHT_TO_LEFT}&amp;<b>.heapsnapshot`, 2],
];

async function assertOnlyText(tab) {
  assert.match(await tab.page.title(), /(^| · )leakscope$/);
  const strangers = await tab.page.evaluate(() => {
    const selector = 'img, svg, iframe, object, b[onclick], [onerror], [onload], body script, a[href^="javascript:"]';
    return [...document.querySelectorAll(selector)].map(({ outerHTML }) => outerHTML);
  });
  assert.deepEqual(strangers, []);
}

test('class, property, string and file name are text in every place', async () => {
  const tab = await open({ viewport: { width: 1400, height: 1200 } });
  const dialogs = [];
  tab.page.on('dialog', (dialog) => dialogs.push(dialog.message()) && dialog.dismiss());
  await tab.compare(...FILES.map(([name, copies]) => write(name, heap(copies))));
  for (const [name] of FILES) {
    const shortName = name.replace('.heapsnapshot', '');
    assert.equal(await tab.page.locator('.chosen b').getByText(shortName, { exact: true }).count(), 1, 'in the header');
  }
  await untilEqual(
    async () => (await tab.names('Comparison')).slice(0, HOSTILE.length),
    HOSTILE.map(classOf),
    'as classes',
  );
  await assertOnlyText(tab);

  for (const [at, text] of HOSTILE.map(shown).entries()) {
    await tab.toggle(tab.rowAt('Comparison', at));
    const object = await until('its objects are listed', async () => {
      const row = (await tab.rows('Comparison'))[at + 1];
      return row?.level === 2 && !row.coming && row;
    });
    assert.equal(object.name, `• new ${text} @${idIn(object)}`, 'as an object');
    await tab.rowAt('Comparison', at + 1).click();
    await tab.page.getByRole('heading', { name: `@${idIn(object)}` }).waitFor();
    await untilEqual(() => tab.names('Retainers'), [`1${text} in Holder @3`], 'as an edge');
    const chain = await tab.chain().evaluate((element) => element.textContent);
    assert.ok(chain.includes(`1${text}`) && chain.includes(`${text} @${idIn(object)}`), 'in the chain');

    await tab.toggle(tab.rowAt('Comparison', at + 1));
    const property = await until('its properties are listed', async () => {
      const row = (await tab.rows('Comparison'))[at + 2];
      return row?.level === 3 && !row.coming && row;
    });
    assert.equal(property.name, `${text} :: "${text}" @${idIn(property)}`, 'as a property and a string');
    await assertOnlyText(tab);
    assert.ok(!/hacked|img|xxxx/.test(await tab.hash()), 'not in the address');
    await tab.toggle(tab.rowAt('Comparison', at));
    await until('it is closed', async () => (await tab.rows('Comparison'))[at + 1].level === 1);
  }

  await tab.page.getByRole('tab', { name: 'Summary' }).click();
  await until('as classes of Summary', async () => {
    const names = await tab.names('Summary');
    return HOSTILE.every((text) => names.includes(`${classOf(text)} ×2`));
  });
  await assertOnlyText(tab);
  assert.deepEqual(dialogs, []);
});

test('a name that runs from right to left stays within its place', async () => {
  const tab = await open();
  await tab.compare(...FILES.map(([name, copies]) => write(name, heap(copies))));
  const at = HOSTILE.indexOf(RIGHT_TO_LEFT);
  await tab.toggle(tab.rowAt('Comparison', at));
  await until('its objects are listed', async () => (await tab.rows('Comparison'))[at + 1]?.level === 2);
  await tab.rowAt('Comparison', at + 1).click();
  await tab.chain().waitFor();
  const order = (locator) =>
    locator.evaluate((row) =>
      [...row.querySelectorAll('.change, .edge, .separator, .value, .id')].map(
        (part) => part.getBoundingClientRect().left,
      ),
    );
  for (const [grid, position] of [
    ['Comparison', at + 1],
    ['Retainers', 0],
  ]) {
    const places = await order(tab.rowAt(grid, position));
    assert.ok(places.length >= 3);
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
      `${grid}: the parts stand in their order`,
    );
  }
  const heading = await tab.page.locator('.object-head h2').evaluate((element) => {
    const range = document.createRange();
    const at = element.firstChild;
    range.setStart(at, 0);
    range.setEnd(at, 'Retainers'.length);
    const id = element.querySelector('.id').getBoundingClientRect();
    return [
      range.getBoundingClientRect().right,
      id.left,
      id.right,
      element.querySelector('.where').getBoundingClientRect().left,
    ];
  });
  assert.deepEqual(
    heading,
    heading.toSorted((a, b) => a - b),
    'the heading stands in its order',
  );
});

test('broken files with hostile names and contents are named as text', async () => {
  const tab = await open();
  const name = `<img src=x onerror="document.title='hacked'">.txt`;
  await tab.drop(write(name, `<img src=x onerror="document.title='hacked'">`));
  const alert = tab.card(name).getByRole('alert');
  await alert.waitFor();
  assert.match(await alert.innerText(), /not a heap snapshot/);
  assert.doesNotMatch(await alert.innerText(), /onerror/, 'words of the file are not quoted');
  await assertOnlyText(tab);
});
