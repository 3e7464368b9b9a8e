/**
 * A server that snapshots are taken of: started, visited, asked for snapshots by a signal, and ended. Snapshots contain the paths
 * of the program, so it runs in a folder with a neutral name, by a plain copy of node.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const PORT = 8123;

export class RecordedProgram {
  #folder;
  #process;

  /** Starts a program of `folder` by `node`; it is told its port as its argument and as `PORT`. */
  constructor(folder, node, program) {
    this.#folder = folder;
    this.#process = spawn(node, ['--heapsnapshot-signal=SIGUSR2', program, String(PORT)], {
      cwd: folder,
      env: { PORT: String(PORT), PATH: '/usr/bin' },
      stdio: 'inherit',
    });
  }

  /** Ends it: its port is free for the next one. */
  async end() {
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
  }

  /** Visits it as so many new visitors, one after the other. */
  async visit(times, path = () => '/') {
    for (let number = 0; number < times; number++) {
      const response = await this.#whenListening(() => fetch(`http://127.0.0.1:${PORT}${path(number)}`));
      await response.text();
    }
  }

  /** The server is asked by signal, and answers the next request only when the snapshot is written. */
  async snapshot(name) {
    this.#process.kill('SIGUSR2');
    const file = join(this.#folder, `${name}.heapsnapshot`);
    await rename(await this.#written(), file);
    return file;
  }

  async #whenListening(request) {
    for (;;) {
      try {
        return await request();
      } catch (error) {
        if (error.cause?.code !== 'ECONNREFUSED') throw error;
        await pause(50);
      }
    }
  }

  async #written() {
    for (;;) {
      const name = (await readdir(this.#folder)).find((entry) => /^Heap\..*\.heapsnapshot$/.test(entry));
      const path = name === undefined ? '' : join(this.#folder, name);
      if (name !== undefined && (await readFile(path, 'latin1')).trimEnd().endsWith('}')) return path;
      await pause(50);
    }
  }
}
