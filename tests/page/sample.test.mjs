/** The sample pair: one click opens it and names its leak, three find it by hand. The page's phases are in the browser's own timeline. */
import assert from 'node:assert/strict';
import { useBrowser } from './support/browser.mjs';
import { leakscopeJson, shippedSample } from './support/command-line.mjs';
import { comparisonRow, idIn } from './support/rows.mjs';
import { test } from './support/test.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open } = useBrowser();

const FILES = [shippedSample('before'), shippedSample('after')];

test('one click names the leak', async () => {
  const tab = await open();
  await tab.page.getByRole('link', { name: 'Try it with a sample' }).click();
  const { suspects } = await leakscopeJson('suspects', ...FILES);
  assert.equal(suspects.length, 1);
  assert.match(suspects[0].sentence, /^SessionStore\.byToken grew by 1,500 entries .* 1,500 new Session/);
  const heading = tab.page.locator('.suspect').getByRole('heading', { level: 3 });
  await heading.waitFor();
  assert.equal(await heading.innerText(), suspects[0].sentence);
});

test('three clicks find the leak by hand', async () => {
  const tab = await open();
  await tab.goto('?sample');
  let clicks = 0;
  const click = async (target) => {
    await target.click();
    clicks += 1;
  };

  await click(tab.view('Comparison'));
  await tab.grid('Comparison').waitFor();
  const { key, ...leak } = (await leakscopeJson('compare', ...FILES)).rows[0];
  assert.equal(leak.name, 'Session');
  await untilEqual(async () => comparisonRow((await tab.rows('Comparison'))[0]), leak);

  await click(tab.rowAt('Comparison', 0).locator('.treegrid-triangle'));
  const object = await until('its objects are listed', async () => {
    const row = (await tab.rows('Comparison'))[1];
    return row?.level === 2 && !row.coming && row;
  });

  await click(tab.rowAt('Comparison', 1));
  await tab.chain().waitFor();
  const chain = await tab.chainText();
  assert.match(
    chain,
    /\(GC roots\) → global → app: Shop → sessions: SessionStore → byToken: Map → table → \[\d+\]: Session @/,
  );
  assert.ok(chain.endsWith(`Session @${idIn(object)}`));
  assert.equal(clicks, 3);
});

test('the sample is asked for by the address, which does not keep it', async () => {
  const tab = await open();
  await tab.goto('?sample');
  await tab.verdict().waitFor();
  assert.equal(await tab.page.evaluate(() => location.search), '');
  await tab.reload();
  await tab.button('Choose files').waitFor();
});

test('every phase is marked and measured, in order', async () => {
  const tab = await open();
  await tab.goto('?sample');
  await tab.verdict().waitFor();
  await tab.computed();
  const entries = await tab.page.evaluate(() =>
    ['mark', 'measure'].flatMap((type) =>
      performance
        .getEntriesByType(type)
        .map(({ name, startTime, duration, detail }) => ({
          type,
          name,
          file: detail?.file,
          start: startTime,
          end: startTime + duration,
        })),
    ),
  );
  for (const type of ['mark', 'measure']) {
    const of = (file) =>
      entries.filter((entry) => entry.type === type && entry.file === file).sort((a, b) => a.end - b.end);
    const names = (file) => of(file).map(({ name }) => name);
    const phases = ['file-read', 'graph-ready', 'retained-sizes-ready', 'all-computed'].map((name) => `leakscope:${name}`);
    assert.deepEqual(names(0), phases, `${type}s of the older file`);
    assert.deepEqual(
      names(1).filter((name) => phases.includes(name)),
      phases,
      `${type}s of the newer file`,
    );
    // Of the pair there are these two as well, and no others; suspects need retained sizes alone.
    const ofPair = ['leakscope:comparison-ready', 'leakscope:suspects-ready'];
    assert.deepEqual(names(1).filter((name) => !phases.includes(name)), ofPair);
    const end = (file, name) => of(file).find((entry) => entry.name === `leakscope:${name}`).end;
    assert.ok(end(1, 'suspects-ready') >= Math.max(end(0, 'retained-sizes-ready'), end(1, 'retained-sizes-ready')));
    assert.ok(end(1, 'comparison-ready') >= Math.max(end(0, 'graph-ready'), end(1, 'graph-ready')));
    assert.ok(
      end(1, 'comparison-ready') < Math.max(end(0, 'retained-sizes-ready'), end(1, 'retained-sizes-ready')),
      'the comparison waits for no retained sizes',
    );
  }
  const measures = entries.filter(({ type }) => type === 'measure');
  for (const { name, start, end } of measures) assert.ok(end > start, `${name} takes time`);
});
