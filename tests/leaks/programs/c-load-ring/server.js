'use strict';
// The load of the last thousand requests, and how many there were in all.
const http = require('http');

class Load { times = new Float64Array(1000); count = 0; byStatus = { 200: 0, 404: 0 }; add(time, status) { this.times[this.count++ % 1000] = time; this.byStatus[status]++; } }

const load = new Load();
http.createServer((req, res) => {
  const begun = performance.now();
  res.statusCode = req.url.endsWith('7') ? 404 : 200;
  res.on('close', () => load.add(performance.now() - begun, res.statusCode));
  res.end();
}).listen(process.env.PORT, '127.0.0.1');
