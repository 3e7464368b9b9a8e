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
  const port = await freePort();
  const server = spawn(driver, ['-p', String(port)], {
    env: { ...process.env, DISPLAY: `:${String(display).trim()}`, HOME: home, XDG_CONFIG_HOME: join(home, '.config') },
    stdio: 'ignore',
  });
  const address = `http://127.0.0.1:${port}`;
  await until('WebKitWebDriver answers', () => fetch(`${address}/status`).then(({ ok }) => ok, () => false));
  return {
    newContext: async ({ viewport }) => new WebKitContext(await startSession(address), viewport),
    async close() {
      for (const child of [server, screen]) {
        child.kill();
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The driver has one session at a time, and takes a moment to be done with the one before. */
function startSession(address) {
  const capabilities = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': MINI_BROWSER };
  const start = async () => new Builder().usingServer(address).withCapabilities(capabilities).build();
  return until('a session starts', () =>
    start().catch((thrown) => {
      if (thrown.name === 'SessionNotCreatedError') return null;
      throw thrown;
    }),
  );
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

class WebKitContext {
  #session;
  #viewport;

  constructor(session, viewport) {
    this.#session = session;
    this.#viewport = viewport;
  }

  async newPage() {
    const page = new WebKitPage(this.#session, this);
    await page.setViewportSize(this.#viewport);
    return page;
  }

  close() {
    return this.#session.quit();
  }
}
