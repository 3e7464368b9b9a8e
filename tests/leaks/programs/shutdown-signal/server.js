'use strict';
// Streams exports. When the service is about to stop, running exports are told by an AbortSignal.
const http = require('http');

const shutdown = new AbortController();
require('events').setMaxListeners(0, shutdown.signal);

class Export {
  constructor(table, format) { this.table = table; this.format = format; this.rows = Array.from({ length: 10 }, (_, i) => `${table};${i}`); this.stopped = false; }
  text() { return this.rows.join('\n'); }
}

http.createServer((req, res) => {
  const [, table, format] = req.url.split('/');
  const running = new Export(table, format);
  shutdown.signal.addEventListener('abort', () => { running.stopped = true; });   // still there when the export is done
  res.end(running.text());
}).listen(process.env.PORT, '127.0.0.1');

process.on('SIGTERM', () => shutdown.abort());
