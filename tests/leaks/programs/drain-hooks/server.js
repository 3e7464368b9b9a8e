'use strict';
// Translations. Every request has a scope of its own (AsyncLocalStorage), and on shutdown what is still open in a scope
// is written out.
const { AsyncLocalStorage, AsyncResource } = require('async_hooks');
const { EventEmitter } = require('events');
const http = require('http');

class RequestScope {
  constructor(id, user) { this.id = id; this.user = user; this.marks = []; }
  mark(what) { this.marks.push({ what, at: Date.now() }); }
}

const scopes = new AsyncLocalStorage();
const lifecycle = new EventEmitter().setMaxListeners(0);

function translate(word) {
  const scope = scopes.getStore();
  scope.mark('translate');
  // "once" is not "at most until the end of the request"
  lifecycle.once('drain', AsyncResource.bind(() => console.log('open at shutdown:', scopes.getStore().id)));
  return [...word].reverse().join('');
}

http.createServer((req, res) => {
  const [, word] = req.url.split('/');
  scopes.run(new RequestScope(req.headers['x-request-id'], req.headers['x-user']), () => {
    setImmediate(() => res.end(translate(word)));
  });
}).listen(process.env.PORT, '127.0.0.1');

process.on('SIGTERM', () => { lifecycle.emit('drain'); process.exit(0); });
