'use strict';
// How long requests take, by route and status.
const http = require('http');

class Timings {
  byRoute = new Map();
  add(route, status, milliseconds) {
    if (!this.byRoute.has(route)) this.byRoute.set(route, new Map());
    const byStatus = this.byRoute.get(route);
    if (!byStatus.has(status)) byStatus.set(status, []);
    byStatus.get(status).push(milliseconds);
  }
  slowest(route, status) { return Math.max(0, ...(this.byRoute.get(route)?.get(status) ?? [])); }
}

const timings = new Timings();

http.createServer((req, res) => {
  const begun = performance.now();
  const [, route, status] = req.url.split('/');
  res.statusCode = Number(status);
  res.on('finish', () => {
    for (let part = 0; part < 8; part++) timings.add(route, status, performance.now() - begun);
  });
  res.end();
}).listen(process.env.PORT, '127.0.0.1');
