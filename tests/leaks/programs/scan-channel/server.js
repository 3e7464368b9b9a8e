'use strict';
// Scans are printed, one by one.
const http = require('http');

class Scan { constructor(id) { this.id = id; this.sheet = { format: 'A4', text: `scan number ${id}` }; } }

class Channel {
  constructor() { this.waiting = []; this.wake = undefined; }
  put(value) { this.waiting.push(value); this.wake?.(); }
  async *[Symbol.asyncIterator]() {
    for (;;) {
      while (this.waiting.length === 0) await new Promise((resolve) => { this.wake = resolve; });
      yield this.waiting.shift();
    }
  }
}

const scans = new Channel();
(async () => { for await (const scan of scans) await new Promise((resolve) => setTimeout(resolve, 3_600_000, scan)); })();

http.createServer((req, res) => {
  scans.put(new Scan(Number(req.url.split('/')[2])));
  res.end(String(scans.waiting.length));
}).listen(process.env.PORT, '127.0.0.1');
