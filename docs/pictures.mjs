/**
 * Makes the pictures of README.md and of docs/guide.md anew, from the built page in Chromium (`$CHROMIUM`): `cargo xtask pictures`.
 * That of the README shows the sample; those of the guide its own program, whose snapshots are taken as the guide says.
 */
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from '../tests/page/support/launch.mjs';
import { Site } from '../tests/page/support/site.mjs';
import { Tab } from '../tests/page/support/tab.mjs';
import { RecordedProgram } from '../www/sample/recorded-program.mjs';

const VIEWPORT = { width: 1010, height: 600 };

const picturesFolder = import.meta.dirname;
const work = mkdtempSync(join(tmpdir(), 'shop-'));
const site = await Site.start();
const browser = await launch(work);

try {
  await ofSample();
  const shop = await takePair('shop.cjs', ['before', 'after']);
  const repaired = await takePair('shop-fixed.cjs', ['fixed-before', 'fixed-after']);
  await ofLeak(shop);
  await ofFix(shop, repaired);
} finally {
  await browser.close();
  await site.stop();
  rmSync(work, { recursive: true });
}

async function newTab(address) {
  const context = await browser.newContext({ viewport: VIEWPORT, colorScheme: 'light' });
  const tab = new Tab(await context.newPage(), site, work);
  await tab.goto(address);
  return tab;
}

async function ofSample() {
  const tab = await newTab('?sample');
  await named(tab);
  await take(tab, 'screenshot.png');
}

async function ofLeak(shop) {
  const tab = await newTab('');
  await tab.drop(...shop);
  await named(tab);
  await take(tab, 'guide/suspects.png');
  await tab.button('Show who holds it').click();
  await tab.page.getByRole('tab', { name: 'Contents' }).click();
  await tab.grid('Contents').waitFor();
  await tab.view('Comparison').click();
  await tab.grid('Comparison').waitFor();
  await tab.computed();
  await take(tab, 'guide/comparison.png');
}

async function ofFix(shop, repaired) {
  const tab = await newTab('');
  await tab.drop(...shop, ...repaired);
  await tab.text('✓ gone').waitFor();
  await tab.computed();
  await take(tab, 'guide/verify.png');
}

/** Waits for a suspect, and until nothing is computed any more. */
async function named(tab) {
  await tab.page.locator('.suspect').first().waitFor();
  await tab.computed();
}

async function take(tab, name) {
  const path = join(picturesFolder, name);
  await tab.page.screenshot({ path });
  console.log(`docs/${name}: ${statSync(path).size} bytes`);
}

/** Two snapshots of a program of the guide, with the guide's visits; gives their paths. */
async function takePair(program, names) {
  copyFileSync(join(picturesFolder, 'guide', program), join(work, program));
  const shop = new RecordedProgram(work, process.execPath, program);
  const paths = [];
  try {
    for (const [at, visits] of [100, 500].entries()) {
      await shop.visit(visits);
      paths.push(await shop.snapshot(names[at]));
    }
  } finally {
    await shop.end();
  }
  return paths;
}
