'use strict';
// Carts. The scope of a request follows it through its callbacks.
const http = require('http');
const hooks = require('async_hooks');

class Scope { constructor(cart) { this.cart = cart; this.started = process.hrtime.bigint(); this.notes = [`cart ${cart}`]; } }

class Contexts {
  constructor() {
    this.byId = new Map();
    hooks.createHook({
      init: (id, type, trigger) => {
        const scope = this.byId.get(hooks.executionAsyncId());
        if (scope) this.byId.set(id, scope);
      },
    }).enable();
  }
  enter(scope) { this.byId.set(hooks.executionAsyncId(), scope); }
  get current() { return this.byId.get(hooks.executionAsyncId()); }
}

const contexts = new Contexts();

http.createServer((req, res) => {
  contexts.enter(new Scope(req.url.split('/')[2]));
  setTimeout(() => {
    contexts.current.notes.push('priced');
    setImmediate(() => res.end(`${contexts.current.cart}: ${contexts.current.notes.length} notes`));
  }, 1);
}).listen(process.env.PORT, '127.0.0.1');
