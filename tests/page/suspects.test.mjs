/** Suspects on the page: the command line's findings, opened by themselves; where they lead to; what is taken along. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after } from 'node:test';
import { assertAccessible } from './support/axe.mjs';
import { useBrowser } from './support/browser.mjs';
import { leakscope, leakscopeJson, leakCase } from './support/command-line.mjs';
import { madeFiles, snapshotText } from './support/made-files.mjs';
import { bytesIn, countIn, idIn } from './support/rows.mjs';
import { test } from './support/test.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open } = useBrowser();
const { write, folder } = madeFiles();
after(() => rmSync(folder, { recursive: true }));

const LEAK = leakCase('photo-wall', 'A', 'B', 'C');
const TEXT = leakCase('access-log', 'A', 'B');
const INNOCENT = leakCase('connection-pool', 'A', 'B', 'C');

const plain = (text) => text.replace(/\s+/g, ' ').trim();
const textOf = async (locator) => plain(await locator.innerText());
const cards = (tab) => tab.page.locator('.suspect');

/** Drops files and waits until the verdict stands. */
async function named(files, options) {
  const tab = await open(options);
  await tab.drop(...files);
  await tab.verdict().waitFor();
  await tab.computed();
  return tab;
}

/** The cells of a table, row by row, with their tooltips. */
const cellsOf = (table) =>
  table.locator('tbody tr').evaluateAll((rows) =>
    rows.map((row) =>
      [...row.cells].map((cell) => ({ text: cell.textContent.replaceAll('\u00a0', ' '), tip: cell.title })),
    ),
  );

/** Every part has its figure, and in the bar, if it grew, its share of what grew. */
async function assertBalance(tab, { growth, parts }) {
  const figure = tab.page.locator('.balance');
  assert.ok((await textOf(figure.locator('figcaption'))).startsWith('Whose growth it is: '));
  const signed = (text, tip) => bytesIn({ text: text.replace('−', ''), tip }) * (text.startsWith('−') ? -1 : 1);
  const total = figure.locator('figcaption b');
  assert.equal(signed(await textOf(total), await total.getAttribute('title')), growth);
  const items = await figure.getByRole('listitem').evaluateAll((all) =>
    all.map((item) => {
      const [figure, ...names] = item.querySelectorAll('b, code');
      const what = figure.nextSibling.nextSibling.data.trim();
      return { what, text: figure.innerText, tip: item.title, names: names.map((name) => name.innerText.trim()) };
    }),
  );
  assert.deepEqual(
    items.map(({ what, text, tip, names }) => ({ what, bytes: signed(plain(text), tip), names })),
    parts.map(({ what, bytes, names }) => ({ what, bytes, names })),
  );
  const swatches = await figure.locator('li svg').evaluateAll((all) => all.map((svg) => svg.getBoundingClientRect().width));
  assert.deepEqual(swatches, parts.map(() => 10));
  const grown = parts.filter(({ bytes }) => bytes > 0);
  const sum = grown.reduce((all, { bytes }) => all + bytes, 0);
  const widths = await figure.locator('.bar rect').evaluateAll((rects) => rects.map((rect) => rect.width.baseVal.value));
  assert.equal(widths.length, grown.length);
  widths.forEach((width, at) => assert.ok(Math.abs(width / 1000 - grown[at].bytes / sum) < 0.001, `${width}`));
}

test('a leak of three snapshots: what is said is what the command line says', async () => {
  const tab = await named(LEAK);
  const { verdict, suspects, balance } = await leakscopeJson('suspects', ...LEAK);
  assert.equal(suspects.length, 1);
  await assertBalance(tab, balance);
  const [suspect] = suspects;
  assert.equal(await textOf(tab.verdict()), plain(verdict));
  assert.equal(await cards(tab).count(), 1);
  const card = cards(tab).first();
  assert.equal(await textOf(card.getByRole('heading', { level: 3 })), plain(suspect.sentence));
  const facts = await textOf(card.locator('.facts'));
  const written = (number) => number.toLocaleString('en-US');
  const entries = `${written(suspect.newEntries)} new, ${written(suspect.entries)} in all`;
  for (const fact of [entries, `@${suspect.holder.id}`, suspect.confidence.why])
    assert.ok(facts.includes(fact), `${fact}: ${facts}`);
  const { file, line, column } = suspect.holder.location;
  assert.match(file, /\.js$/);
  assert.ok(facts.includes(`${file}:${line}:${column}`), facts);
  assert.ok(facts.includes(suspect.cure), facts);

  const entry = suspect.perEntry;
  const parts = await cellsOf(card.getByRole('table', { name: 'What an entry consists of' }));
  const whole = ([, { tip }]) => Number(/^([\d,]+) bytes in /.exec(tip)[1].replaceAll(',', ''));
  if (entry.sharedBytes > 0) {
    const shared = parts.pop();
    assert.deepEqual([shared[0].text, whole(shared)], ['beside it, with others', entry.sharedBytes]);
  }
  assert.equal(parts.at(-1)[0].text, 'itself');
  parts.forEach(([, { text }]) => assert.match(text, /^[\d,]+(\.\d)? (B|kB|MB)$/));
  assert.equal(parts.reduce((sum, part) => sum + whole(part), 0), entry.bytes);

  await card.getByRole('button', { name: /more classes$/ }).click();
  const rows = await cellsOf(card.getByRole('table', { name: 'What the growth consists of' }));
  const classes = rows.filter(([name]) => name.text !== 'the collection itself');
  assert.deepEqual(
    classes.map(([name, number, size]) => ({ class: name.text, count: countIn(number), bytes: bytesIn(size) })),
    suspect.grows,
  );
  const timeline = await cellsOf(card.getByRole('table', { name: 'The holder in every snapshot' }));
  assert.deepEqual(timeline.map(([file]) => file.text), ['A', 'B', 'C']);
  assert.deepEqual(
    timeline.map(([, entries, size]) => ({ entries: countIn(entries), retainedSize: bytesIn(size) })),
    suspect.timeline,
  );
  await card.getByRole('button', { name: 'Copy sentence' }).click();
  await untilEqual(() => tab.clipboard(), suspect.sentence);
});

test('a suspect leads to its holder, and to what is new', async () => {
  const tab = await named(LEAK);
  const [{ sentence, holder, grows }] = (await leakscopeJson('suspects', ...LEAK)).suspects;
  assert.equal(await tab.page.locator('#retainers').count(), 0, 'nothing is selected yet');
  await tab.button('Show who holds it').click();
  await tab.page.getByRole('heading', { name: `Retainers of Map @${holder.id} · newer: C` }).waitFor();
  await tab.grid('Retainers').waitFor();
  assert.equal(await tab.hash(), `view=suspects&newer=${holder.id}`);
  const chain = cards(tab).first().locator('.chain');
  const lines = chain.getByRole('listitem');
  assert.match(await textOf(lines.first()), /^\(GC roots\)/);
  assert.match(await textOf(chain.locator('.holder')), /^visited: Map ?the holder/);
  const ofClass = lines.filter({ has: tab.page.getByRole('button', { name: 'lightbox: Lightbox' }) });
  assert.match(await textOf(ofClass), /app\.js:\d+:\d+$/);
  await chain.getByRole('button', { name: 'lightbox: Lightbox' }).click();
  await tab.page.getByRole('heading', { name: /^Retainers of Lightbox @/ }).waitFor();

  await tab.button('Show what is new').click();
  await tab.grid('Comparison').waitFor();
  const isOpen = async () => {
    const [first, second] = await tab.rows('Comparison');
    const isFirst = first?.name === grows[0].class && first.expanded === 'true';
    return isFirst && second?.level === 2 && !second.coming && second;
  };
  const object = await until('its objects are listed', isOpen);
  assert.match(object.name, /^• new Detached <span/);
  assert.ok(idIn(object) > 0);
  assert.ok(!(await tab.hash()).includes('span'), 'a name of the heap stays out of the address');
  assert.equal(await tab.page.evaluate(() => document.activeElement.textContent), 'Comparison');
  await tab.page.goBack();
  await untilEqual(() => textOf(cards(tab).first().getByRole('heading')), plain(sentence));
});

test('where nothing leaks, the verdict says why and no suspect is shown; a snapshot less, and one is', async () => {
  const tab = await named(INNOCENT);
  const { verdict, setAside, balance } = await leakscopeJson('suspects', ...INNOCENT);
  assert.match(verdict, /^No suspect, though the heap grew/);
  assert.equal(await textOf(tab.verdict()), plain(verdict));
  assert.equal(await cards(tab).count(), 0);
  assert.equal(await tab.page.getByRole('table').count(), 0, 'no empty table');
  await tab.page.getByText('Set aside as no suspects: 1').click();
  assert.ok((await textOf(tab.page.locator('.asides'))).includes(plain(setAside[0].why)));
  await assertBalance(tab, balance);

  await tab.page.getByRole('button', { name: /^newer: C/ }).click();
  await tab.button('Close this snapshot').click();
  await cards(tab).first().waitFor();
  const [suspect] = (await leakscopeJson('suspects', ...INNOCENT.slice(0, 2))).suspects;
  assert.equal(await textOf(cards(tab).first().getByRole('heading')), plain(suspect.sentence));
});

test('the report is redacted unless it is wanted otherwise, and what is shown is what is saved', async () => {
  const tab = await named(TEXT);
  const secret = '127.0.0.1 GET /notes';
  const preview = tab.page.getByRole('region', { name: 'What will be in the report' });
  const reporting = tab.page.getByRole('button', { name: 'Export' });
  assert.ok(await tab.redaction().isChecked());
  for (const redacted of [true, false]) {
    await tab.redaction().setChecked(redacted);
    await reporting.click();
    for (const [title, format, ending] of [
      ['Markdown', 'markdown', 'md'],
      ['HTML', 'html', 'html'],
      ['JSON', 'json', 'json'],
      ['Text', 'table', 'txt'],
    ]) {
      await tab.page.getByRole('radio', { name: title }).check();
      const expected = await leakscope('suspects', ...TEXT, ...(redacted ? ['--redact'] : []), '--format', format);
      const { name, text: saved } = await tab.saved(tab.button('Save report'));
      assert.equal(name, `suspects-A-B.${ending}`);
      assert.equal(saved, expected, title);
      assert.equal(saved.includes(secret), !redacted, title);
      const shown = format === 'html' ? 'AccessLog.text' : saved.split('\n', 5).join('\n').trimEnd();
      await until('it is shown', async () => (await preview.textContent()).includes(shown));
    }
    await tab.page.getByRole('radio', { name: 'Text' }).check();
    await until('it is shown as it is saved', async () => (await preview.textContent()).includes(secret) === !redacted);
    await tab.page.keyboard.press('Escape');
  }
  await tab.redaction().check();
  await reporting.click();
  await tab.page.getByRole('radio', { name: 'Text' }).check();
  await tab.button('Copy report').click();
  await tab.page.getByText('Report: copied').waitFor();
  assert.equal(await tab.clipboard(), await leakscope('suspects', ...TEXT, '--redact', '--format', 'table'));
});

const HOSTILE = `<img src=x onerror="document.title='hacked'">\`\u202e\u2067\``;

/** A snapshot of a store with so many entries, all of whose names would be markup. */
function hostileSnapshot(entries) {
  const node = (id, type, name, size) => ({ id, type, name, size });
  const root = node(1, 'synthetic', '', 0);
  const roots = node(3, 'synthetic', '(GC roots)', 0);
  const global = node(5, 'object', 'Window', 100);
  const store = node(7, 'object', `Store${HOSTILE}`, 100);
  const kept = Array.from({ length: entries }, (_, at) => node(101 + 2 * at, 'object', `Entry${HOSTILE}`, 200));
  const edges = [
    [root, 'property', '1', roots],
    [roots, 'shortcut', 'global', global],
    [global, 'property', `store${HOSTILE}`, store],
    ...kept.map((entry, at) => [store, 'property', `key ${at}`, entry]),
  ];
  return snapshotText([root, roots, global, store, ...kept], edges);
}

test('names of the heap are text, whatever they are', async () => {
  const files = [100, 2000].map((entries) => write(`${entries}.heapsnapshot`, hostileSnapshot(entries)));
  const tab = await named(files);
  const [{ sentence, grows }] = (await leakscopeJson('suspects', ...files)).suspects;
  assert.ok(sentence.includes(HOSTILE) && grows[0].class.includes(HOSTILE));
  const written = (text) => text.replace(/[`\u2066-\u2069]/g, '');
  const card = cards(tab).first();
  assert.equal(written(await card.getByRole('heading').textContent()), written(sentence));
  assert.ok((await card.locator('.chain').textContent()).includes(HOSTILE));
  await tab.button('Show who holds it').click();
  await tab.grid('Retainers').waitFor();
  await tab.page.getByRole('button', { name: 'Export' }).click();
  const preview = tab.page.getByRole('region', { name: 'What will be in the report' });
  await until('the report is shown', async () => (await preview.textContent()).includes('Entries'));
  assert.equal(await tab.page.locator('img').count(), 0);
  assert.equal(await tab.page.title(), '100 → 2000 · leakscope');
});

for (const [width, colorScheme] of [
  [700, 'light'],
  [1000, 'dark'],
  [1400, 'light'],
]) {
  test(`axe finds nothing, and nothing reaches out of ${width} pixels (${colorScheme})`, async () => {
    const tab = await named(LEAK, { colorScheme, viewport: { width, height: 800 } });
    const widest = () => tab.page.evaluate(() => document.scrollingElement.scrollWidth);
    const findings = tab.page.getByRole('region', { name: 'Findings' });
    await assertAccessible(tab.page, 'Suspects');
    assert.equal(await findings.evaluate((element) => element.scrollWidth - element.clientWidth), 0);
    await tab.button('Show who holds it').click();
    await tab.grid('Retainers').waitFor();
    await assertAccessible(tab.page, 'with its retainers');
    assert.equal(await widest(), width);
    await tab.page.getByRole('button', { name: 'Export' }).click();
    await tab.page.getByRole('region', { name: 'What will be in the report' }).waitFor();
    await assertAccessible(tab.page, 'with the report');
    assert.equal(await widest(), width);
  });
}
