// The DevTools protocol over a WebSocket: one session with a runtime that is listening for it.

import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {installed} from '../leaks/make/install.mjs';

export class Inspected {
  #socket;
  #waiting = new Map();
  #last = 0;
  #onChunk = () => {};

  constructor(socket) {
    this.#socket = socket;
    socket.on('message', data => this.#read(JSON.parse(data)));
    socket.on('close', () => {
      for (const {reject} of this.#waiting.values()) reject(new Error('the inspector hung up'));
    });
  }

  /** A session with what listens at `address`, as `127.0.0.1:9229/name`. */
  static async at(address) {
    const WebSocket = createRequire(path.join(installed({ws: '8.18.3'}), 'x'))('ws');
    const socket = new WebSocket(`ws://${address}`, {perMessageDeflate: false, maxPayload: 1 << 30});
    await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
    return new Inspected(socket);
  }

  #read({id, method, params, result, error}) {
    if (method === 'HeapProfiler.addHeapSnapshotChunk') this.#onChunk(params.chunk);
    if (id === undefined) return;
    const {resolve, reject} = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) reject(new Error(error.message));
    else resolve(result);
  }

  send(method, params = {}) {
    return new Promise((resolve, reject) => {
      const id = ++this.#last;
      this.#waiting.set(id, {resolve, reject});
      this.#socket.send(JSON.stringify({id, method, params}));
    });
  }

  async evaluate(expression) {
    const {exceptionDetails} = await this.send('Runtime.evaluate', {expression});
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`);
  }

  async writeSnapshot(file) {
    const fd = fs.openSync(file, 'w');
    this.#onChunk = chunk => fs.writeSync(fd, chunk);
    await this.send('HeapProfiler.takeHeapSnapshot', {reportProgress: false});
    fs.closeSync(fd);
  }

  close() {
    this.#socket.close();
  }
}
