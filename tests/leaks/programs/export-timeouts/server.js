'use strict';
// Streams exports, which end with the service or when the client goes away.
const http = require('http');
require('events').setMaxListeners(0);

const shutdown = new AbortController();

class Export {
  constructor(table) { this.table = table; this.rows = Array.from({ length: 8 }, (_, i) => `${table};${i}`); this.stopped = false; }
  run(signal) {
    signal.addEventListener('abort', () => { this.stopped = true; });
    return this.rows.join('\n');
  }
}

http.createServer((req, res) => {
  const gone = new AbortController();
  const ends = AbortSignal.any([shutdown.signal, gone.signal]);
  res.end(new Export(req.url.split('/')[1]).run(ends));
}).listen(process.env.PORT, '127.0.0.1');

process.on('SIGTERM', () => shutdown.abort());
