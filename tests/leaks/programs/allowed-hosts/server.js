'use strict';
// A proxy that lets out only to hosts that somebody has allowed.
const http = require('node:http');

class Host {
  constructor(name) { this.name = name; this.allowedAt = Date.now(); }
}

class Policy {
  allowed = new Set();
  allow(names) {
    this.allowed = this.allowed.union(new Set(names.map((name) => new Host(name))));
  }
  has(name) { return [...this.allowed].some((host) => host.name === name); }
}

const policy = new Policy();
http.createServer((request, response) => {
  const name = request.url.slice(1);
  policy.allow([`${name}.example`, `www.${name}.example`]);
  response.end(String(policy.has(name)));
}).listen(Number(process.env.PORT));
