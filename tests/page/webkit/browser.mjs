/**
 * WebKitGTK's MiniBrowser under its WebDriver, on a screen of its own (Xvfb), shaped as Playwright's browser is. Every
 * context is a session: a browser process with its own storage.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Builder } from 'selenium-webdriver';
import { until } from '../support/until.mjs';
import { WebKitPage } from './page.mjs';

const MINI_BROWSER = { arguments: ['--automation'] };

/** `driver` is the path of WebKitWebDriver; what the browser saves goes to `downloads`. */
export async function launchWebKit(driver, downloads) {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [display] = await once(screen.stdio[3], 'data');
  const home = mkdtempSync(join(tmpdir(), 'leakscope-webkit-'));
  mkdirSync(join(home, '.config'), { recursive: true });
  writeFileSync(join(home, '.config', 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  const environment = { ...process.env, DISPLAY: `:${String(display).trim()}`, HOME: home, XDG_CONFIG_HOME: join(home, '.config') };
  return {
    newContext: async ({ viewport }) => WebKitContext.start(driver, environment, viewport),
    async close() {
      await end(screen);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function end(child) {
  child.kill();
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** A port that is free now. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * A driver for each session: at times, on a busy machine, a browser is gone as soon as it was started, and the driver waits for it for
 * ever. Then both are ended and started again.
 */
const STARTS = 4;
const START_MS = 15_000;

async function startDriver(driver, environment) {
  const port = await freePort();
  const server = spawn(driver, ['-p', String(port)], { env: environment, stdio: 'ignore' });
  const address = `http://127.0.0.1:${port}`;
  await until('WebKitWebDriver answers', () => fetch(`${address}/status`).then(({ ok }) => ok, () => false));
  return { server, address };
}

class WebKitContext {
  #server;
  #session;
  #viewport;

  constructor(server, session, viewport) {
    this.#server = server;
    this.#session = session;
    this.#viewport = viewport;
  }

  static async start(driver, environment, viewport) {
    const capabilities = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': MINI_BROWSER };
    for (let start = 0; start < STARTS; start++) {
      const { server, address } = await startDriver(driver, environment);
      const starting = new Builder().usingServer(address).withCapabilities(capabilities).build();
      const session = await Promise.race([starting, pause(START_MS, null, { ref: false })]);
      if (session !== null) return new WebKitContext(server, session, viewport);
      // What is not waited for any longer fails when its driver ends.
      starting.catch(() => {});
      await end(server);
    }
    throw new Error(`WebKitWebDriver started no browser in ${STARTS} attempts`);
  }

  async newPage() {
    const page = new WebKitPage(this.#session, this);
    await page.setViewportSize(this.#viewport);
    return page;
  }

  async close() {
    // A driver whose browser is gone does not answer.
    await Promise.race([this.#session.quit().catch(() => {}), pause(START_MS)]);
    await end(this.#server);
  }
}
