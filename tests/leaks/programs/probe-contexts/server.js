'use strict';
// Every request has a context, for the log; the first request to a shop starts its probe.
const http = require('http');
const { AsyncLocalStorage } = require('async_hooks');

const current = new AsyncLocalStorage();

class RequestContext {
  constructor(req) { this.path = req.url; this.headers = { ...req.headers }; this.log = []; }
}

function probe(shop) {
  current.getStore().log.push(`probe of ${shop}`);
  setInterval(() => { shop.length; }, 3600000).unref();
}

http.createServer((req, res) => {
  current.run(new RequestContext(req), () => {
    probe(req.url.split('/')[2]);
    res.end('probed');
  });
}).listen(process.env.PORT, '127.0.0.1');
