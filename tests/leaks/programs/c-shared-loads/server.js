'use strict';
// Rates are loaded once for all who ask at the same time; who asks later loads again.
const http = require('node:http');
const {setTimeout: wait} = require('node:timers/promises');

class Loads {
  #running = new Map();
  load(key) {
    if (!this.#running.has(key)) this.#running.set(key, this.#start(key).finally(() => this.#running.delete(key)));
    return this.#running.get(key);
  }
  async #start(key) { await wait(1); return {key, rate: key.length, loadedAt: new Date()}; }
}

const loads = new Loads();
http.createServer(async (request, response) => {
  const [one, two] = await Promise.all([loads.load(request.url), loads.load(request.url)]);
  response.end(String(one === two));
}).listen(Number(process.env.PORT));
