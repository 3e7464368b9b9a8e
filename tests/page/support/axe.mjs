/** What axe finds wrong with the page as it stands. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const script = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails if axe finds anything in a part of the page. Each of `looked` must be among the rules that it could apply. */
export async function assertAccessible(page, where, looked = [], part = 'html') {
  await page.evaluate(script);
  const run = ([context, runOnly]) => globalThis.axe.run(context, { runOnly });
  const { passes, violations } = await page.evaluate(run, [part, RULES]);
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
  assert.deepEqual(found, [], where);
  const applied = passes.map(({ id }) => id);
  for (const rule of ['color-contrast', ...looked]) assert.ok(applied.includes(rule), `${rule} ${where}`);
}
