// Takes two heap snapshots of a leaking page in Chromium, before and after it leaked. Chromium's snapshots differ from
// Node's: no user roots, DOM nodes with their detachedness, five location fields, scope sections.

import {spawn} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--js-flags=--expose-gc',
  '--remote-debugging-pipe',
];

/** Speaks the DevTools protocol over the browser's pipes: one JSON message, then a NUL, on descriptors 3 and 4. */
class Browser {
  #waiting = new Map();
  #last = 0;
  #rest = '';
  onEvent = () => {};

  constructor(program, profile) {
    this.process = spawn(program, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    this.process.stdio[4].setEncoding('utf8').on('data', text => this.#read(text));
    this.process.on('error', error => this.#fail(error));
    this.process.on('exit', code => this.#fail(new Error(`the browser ended with ${code}`)));
  }

  #fail(error) {
    for (const {reject} of this.#waiting.values()) reject(error);
  }

  #read(text) {
    const messages = (this.#rest + text).split('\0');
    this.#rest = messages.pop();
    for (const {id, result, error, method, params} of messages.map(message => JSON.parse(message))) {
      if (method) this.onEvent(method, params);
      else if (error) this.#waiting.get(id).reject(new Error(error.message));
      else this.#waiting.get(id).resolve(result);
    }
  }

  send(method, params = {}, sessionId = undefined) {
    return new Promise((resolve, reject) => {
      const id = ++this.#last;
      this.#waiting.set(id, {resolve, reject});
      this.process.stdio[3].write(`${JSON.stringify({id, method, params, sessionId})}\0`);
    });
  }
}

async function writeSnapshot(browser, sessionId, out, command = 'takeHeapSnapshot') {
  const fd = fs.openSync(out, 'w');
  browser.onEvent = (method, {chunk}) => {
    if (method === 'HeapProfiler.addHeapSnapshotChunk') fs.writeSync(fd, chunk);
  };
  await browser.send(`HeapProfiler.${command}`, {reportProgress: false}, sessionId);
  fs.closeSync(fd);
}

/** Writes a snapshot of `page` (its HTML as text) to `before`, and one after it leaked to `after`, if there is one. */
export const takeChromiumPage = (page, before, after) =>
  withPage(page, async (browser, sessionId, evaluate) => {
    await writeSnapshot(browser, sessionId, before);
    if (after === undefined) return;
    await evaluate('remove(70); add(30)');
    await writeSnapshot(browser, sessionId, after);
  });

/** How many times the page is told to leak while that is recorded, and how many milliseconds pass in between. */
const ROUNDS = 6;
const PAUSE = 100;

/** Records where a page allocates while it leaks. */
export const recordChromiumPage = (page, out) =>
  withPage(page, async (browser, sessionId, evaluate) => {
    await browser.send('HeapProfiler.startTrackingHeapObjects', {trackAllocations: true}, sessionId);
    for (let round = 0; round < ROUNDS; round++) {
      await evaluate('remove(5); add(10)');
      await new Promise(resolve => setTimeout(resolve, PAUSE));
    }
    await writeSnapshot(browser, sessionId, out, 'stopTrackingHeapObjects');
  });

/** Opens a page in a browser of its own, and does something with it. */
async function withPage(page, work) {
  const program = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'leakscope-profile-'));
  const browser = new Browser(program, profile);
  try {
    const {targetId} = await browser.send('Target.createTarget', {url: 'about:blank'});
    const {sessionId} = await browser.send('Target.attachToTarget', {targetId, flatten: true});
    const evaluate = expression => browser.send('Runtime.evaluate', {expression, awaitPromise: true}, sessionId);
    const {frameTree} = await browser.send('Page.getFrameTree', {}, sessionId);
    await browser.send('Page.setDocumentContent', {frameId: frameTree.frame.id, html: page}, sessionId);
    await evaluate(
      `new Promise(function loaded(done) { frames.length === 0 || window.fromFrame ? done() : requestAnimationFrame(() => loaded(done)); })`,
    );
    await browser.send('HeapProfiler.enable', {}, sessionId);
    await work(browser, sessionId, evaluate);
    await browser.send('Browser.close');
  } finally {
    const gone = new Promise(resolve =>
      browser.process.exitCode === null ? browser.process.once('exit', resolve) : resolve(),
    );
    browser.process.kill();
    await gone;
    fs.rmSync(profile, {recursive: true, force: true, maxRetries: 5});
  }
}
