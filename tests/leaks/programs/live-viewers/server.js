'use strict';
// Live scores as server-sent events. A viewer is forgotten when the connection closes.
const http = require('http');

class Viewer {
  constructor(match, res) { this.match = match; this.res = res; this.since = Date.now(); this.sent = []; }
  send(score) { this.sent.push(score); this.res.write(`data: ${score}\n\n`); }
}

const viewers = new Set();
http.createServer((req, res) => {
  const viewer = new Viewer(req.url.slice(1), res);
  viewers.add(viewer);
  req.on('close', () => viewers.delete(viewer));
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  viewer.send('0:0');
}).listen(process.env.PORT, '127.0.0.1');
