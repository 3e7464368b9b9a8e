'use strict';
// Exports that end early when the client hangs up or the service goes down.
const http = require('node:http');

const shutdown = new AbortController();

class ExportRun {
  constructor(url) {
    this.url = url;
    this.rows = [];
    this.own = new AbortController();
    this.signal = AbortSignal.any([shutdown.signal, this.own.signal]);
    this.signal.addEventListener('abort', () => this.stop());
  }
  stop() { this.rows.length = 0; }
  run() { for (let i = 0; i < 5; i++) this.rows.push(`${this.url};${i}`); return this.rows.join('\n'); }
}

http.createServer((request, response) => {
  response.end(new ExportRun(request.url).run());
}).listen(Number(process.env.PORT));
