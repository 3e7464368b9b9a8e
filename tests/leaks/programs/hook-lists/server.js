'use strict';
// A small framework: hooks that run after each answer.
const http = require('http');
const kHooks = Symbol('hooks');

class Base { constructor() { this[kHooks] = { onRequest: [], onResponse: [] }; } addHook(name, hook) { this[kHooks][name].push(hook); return this; } }

class App extends Base {
  async handle(request, reply) {
    for (const hook of this[kHooks].onRequest) await hook(request);
    const trace = new Trace(request.url);
    this.addHook('onResponse', () => trace.end());
    reply.end('done');
    for (const hook of this[kHooks].onResponse) await hook(request);
  }
}

class Trace { constructor(path) { this.path = path; this.begun = process.hrtime(); this.ended = null; } end() { this.ended ??= process.hrtime(); } }

const app = new App().addHook('onRequest', (request) => { request.at = Date.now(); });
http.createServer((request, reply) => { app.handle(request, reply); }).listen(process.env.PORT, '127.0.0.1');
