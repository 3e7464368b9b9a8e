/** A tab with the page in it: what a person does there and what stands on the screen. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { BROWSER } from './browser-name.mjs';
import { patience } from './patience.mjs';
import { readRows } from './rows.mjs';
import { until } from './until.mjs';

/** A saved file: its name, its bytes, and these as text. */
function asSaved(name, path) {
  const bytes = readFileSync(path);
  return { name, bytes, text: bytes.toString('utf8') };
}

export class Tab {
  /** Errors on the page and in its console, but for those that a test expects. */
  complaints = [];
  #expected = [];
  #downloads;
  #savedAt = [];

  constructor(page, site, downloads) {
    this.page = page;
    this.site = site;
    this.#downloads = downloads;
    page.setDefaultTimeout(patience.milliseconds);
    page.on('pageerror', (error) => this.#complain(String(error.stack ?? error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.#complain(message.text());
    });
    // As long as somebody listens, the browser asks the test instead of opening its dialog.
    page.on('filechooser', () => {});
    // The page and each of its workers try to connect, to prove that they cannot.
    this.expectComplaints(
      `Connecting to '${site.address}' violates the following Content Security Policy directive: "connect-src 'none'"`,
      `Fetch API cannot load ${site.address}. Refused to connect because it violates the document's Content Security`,
      `Content-Security-Policy: The page’s settings blocked the loading of a resource (connect-src) at ${site.address}`,
    );
  }

  /** Complaints that start so are what the test is about. */
  expectComplaints(...beginnings) {
    this.#expected.push(...beginnings);
  }

  #complain(text) {
    if (!this.#expected.some((beginning) => text.startsWith(beginning))) this.complaints.push(text);
  }

  /** Shows the page and waits until it is locked and ready. `address` is what follows the page's own. */
  async goto(address = '') {
    await this.page.goto(this.site.address + address);
    await this.locked();
  }

  async reload() {
    await this.page.reload();
    await this.locked();
  }

  async locked() {
    await this.button('network: locked ✓').waitFor();
  }

  /** Waits until the browser has kept the page for use without a network: from then on the server is asked for nothing. */
  async kept() {
    await this.page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await until('the page is kept', () => this.page.evaluate(() => navigator.serviceWorker.controller !== null));
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  text(text) {
    return this.page.getByText(text, { exact: true });
  }

  /** Drags files from outside over the window and lets them fall. */
  async drop(...paths) {
    if (BROWSER !== 'chromium') return this.#dropByScript(paths);
    const session = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files: paths, dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop']) {
      await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
    }
    await session.detach();
  }

  /** Only Chromium's driver drags from outside; elsewhere the same events come from a script, with real files. */
  async #dropByScript(paths) {
    const files = paths.map((path) => ({ name: basename(path), content: readFileSync(path).toString('base64') }));
    await this.page.evaluate((files) => {
      const dataTransfer = new DataTransfer();
      for (const { name, content } of files) {
        const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
        dataTransfer.items.add(new File([bytes], name));
      }
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }, files);
  }

  /** Opens the file dialog by a button and chooses files in it. */
  async choose(button, ...paths) {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), button.click()]);
    await chooser.setFiles(paths);
    return chooser;
  }

  /** Chromium drops, without a word, the eleventh file that a page saves within a second. */
  async #untilSavingIsAllowed() {
    const tenthBefore = this.#savedAt.at(-10) ?? -Infinity;
    const rest = tenthBefore + 1100 - performance.now();
    if (rest > 0) await pause(rest);
    this.#savedAt.push(performance.now());
  }

  /** The name and the text of the file that the browser saves when a button is clicked. */
  async saved(button) {
    if (BROWSER === 'chromium') {
      await this.#untilSavingIsAllowed();
      const [download] = await Promise.all([this.page.waitForEvent('download'), button.click()]);
      return asSaved(download.suggestedFilename(), await download.path());
    }
    // Elsewhere no driver tells. A file is there under its name before it is whole: it is, once the other one is gone.
    await button.click();
    const name = await until('a file is saved', () => {
      const names = readdirSync(this.#downloads);
      return names.length === 1 && !/\.(part|wkdownload)$/.test(names[0]) && readFileSync(join(this.#downloads, names[0])).length > 0 && names[0];
    });
    const path = join(this.#downloads, name);
    const saved = asSaved(name, path);
    rmSync(path);
    return saved;
  }

  /** Drops two files, goes to their comparison, and waits for it, with all of both computed. */
  async compare(one, other) {
    await this.drop(one, other);
    await this.view('Comparison').waitFor();
    // The card of each file goes when it is read, and the tabs move: a driver that does not look again clicks beside them. That of a
    // broken file stays.
    await until('both are read', async () => (await this.page.locator('.file-reading, .file-waiting').count()) === 0);
    await this.view('Comparison').click();
    await this.grid('Comparison').waitFor();
    await this.computed();
  }

  /** Waits until nothing is being read, compared or computed. */
  async computed() {
    const busy = this.page.locator('.file-reading, .file-waiting, .computing');
    const comparing = this.page.locator('.notice').filter({ hasText: 'Comparing' });
    await until('everything is computed', async () => (await busy.count()) + (await comparing.count()) === 0);
  }

  /** Waits until Summary shows retained sizes. */
  async retainedSizes() {
    await this.grid('Summary').waitFor();
    await until('retained sizes are there', async () => {
      const first = (await this.rows('Summary'))[0];
      return first && !first.coming && !first.cells['Retained Size'].text.includes('…');
    });
  }

  /** From now on, whatever is asked of an engine arrives late: what stands on the screen meanwhile can be looked at. */
  async slowEngines() {
    await this.page.evaluate(() => {
      const send = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (...message) {
        setTimeout(() => send.apply(this, message), 200);
      };
    });
  }

  /** The switch that leaves data out of what is taken along. */
  redaction() {
    return this.page.getByRole('checkbox', { name: /^Redact/ });
  }

  /** The tab of a view. */
  view(name) {
    return this.page.getByRole('tab', { name, exact: true });
  }

  /** The card of a file that is being read, or that could not be. */
  card(name) {
    return this.page.getByRole('list', { name: 'Files being opened' }).getByRole('listitem').filter({ hasText: name });
  }

  grid(name) {
    return this.page.getByRole('treegrid', { name, exact: true });
  }

  /** The rows that are drawn, from the top. */
  async rows(name) {
    return this.grid(name).evaluate(readRows);
  }

  async names(name) {
    return (await this.rows(name)).map((row) => row.name);
  }

  /** Every row of a table, drawn by scrolling to it. */
  async allRows(name) {
    const grid = this.grid(name);
    const total = Number(await grid.getAttribute('aria-rowcount')) - 1;
    const found = [];
    while (found.length < total) {
      await grid.evaluate((element, position) => {
        const height = element.querySelector('[data-index]').getBoundingClientRect().height;
        element.scrollTop = position * height;
      }, found.length);
      const drawn = await until(`row ${found.length} of ${name} is drawn`, async () => {
        const rows = await this.rows(name);
        const next = rows.filter(({ position }) => position >= found.length);
        return next[0]?.position === found.length && next.every(({ coming }) => !coming) && next;
      });
      found.push(...drawn);
    }
    return found;
  }

  /** The row whose first cell says exactly this. */
  row(name, text) {
    const content = this.page.locator('.treegrid-content').filter({ has: this.page.getByText(text, { exact: true }) });
    return this.grid(name).locator('[data-index]').filter({ has: content }).first();
  }

  rowAt(name, position) {
    return this.grid(name).locator(`[data-index="${position}"]`);
  }

  /** Opens or closes a row by its triangle. */
  async toggle(row) {
    await row.locator('.treegrid-triangle').click();
  }

  clipboard() {
    if (BROWSER === 'webkit') return this.page.pasted();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** The sentence on top of Suspects. */
  verdict() {
    return this.page.locator('.verdict');
  }

  /** The chain from the root, as it stands in the Retainers pane. */
  chain() {
    return this.page.locator('.retainers .chain');
  }

  /** Its links as they are copied: on one line. */
  async chainText() {
    return (await this.chain().locator('.link').allTextContents()).join(' → ');
  }

  async hash() {
    return decodeURIComponent(await this.page.evaluate(() => location.hash.slice(1)));
  }
}
