'use strict';
// Measures how long requests take.
const http = require('http');

class Meter {
  constructor(url) { this.url = url; this.from = process.hrtime(); this.marks = ['start', url]; }
  stop() { this.took = process.hrtime(this.from); }
}

http.createServer({ keepAliveTimeout: 600000 }, (req, res) => {
  const meter = new Meter(req.url);
  req.socket.setMaxListeners(0).on('close', () => meter.stop());
  res.end('page');
}).listen(process.env.PORT, '127.0.0.1');
