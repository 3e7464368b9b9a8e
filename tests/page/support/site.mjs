/** Hands out the built page from below a folder, as any web server might, and remembers every request it gets. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The site to test: `$SITE`, or what `cargo xtask dist` builds. */
export const SITE = process.env.SITE ?? fileURLToPath(new URL('../../../dist', import.meta.url));
const FOLDER = '/tools/leakscope/';

const MEDIA_TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.gz': 'application/octet-stream',
};

export class Site {
  /** Paths asked for, in order. */
  requests = [];
  /** Contents that differ from what was built, by name: another version of the site. */
  changed = new Map();
  #port = 0;
  #server = createServer((request, response) => void this.#answer(request, response));

  static async start() {
    const site = new Site();
    await new Promise((resolve) => site.#server.listen(0, '127.0.0.1', resolve));
    return site;
  }

  get address() {
    return `http://127.0.0.1:${this.#server.address()?.port ?? this.#port}${FOLDER}`;
  }

  /** Goes away, as a server that is stopped or a network that is switched off; `resume` brings it back to its address. */
  async pause() {
    this.#port = this.#server.address().port;
    await this.stop();
  }

  async resume() {
    await new Promise((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer({ url }, response) {
    this.requests.push(url);
    const path = url.split('?')[0];
    const name = path === FOLDER ? 'index.html' : path.slice(FOLDER.length);
    try {
      if (!path.startsWith(FOLDER)) throw new Error('outside the folder');
      const content = this.changed.get(name) ?? (await readFile(join(SITE, name)));
      response.writeHead(200, { 'content-type': MEDIA_TYPES[extname(name)] ?? 'text/plain' });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  }
}
