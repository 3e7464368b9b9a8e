'use strict';
// Small pictures, made by a thread.
const http = require('http');
const { Worker } = require('worker_threads');

class Job {
  constructor(picture, done) { this.picture = picture; this.done = done; this.sizes = [{ width: 64 }, { width: 256 }]; }
}

class ThumbnailPool {
  constructor() {
    this.waiting = new Map();
    this.last = 0;
    this.thread = new Worker('./thread.js', { env: {} });
    this.thread.on('message', ({ number, bytes }) => {
      this.waiting.get(number).done(bytes);
      this.waiting.delete(number);
    });
  }
  make(picture, done) {
    const number = ++this.last;
    this.waiting.set(number, new Job(picture, done));
    this.thread.postMessage({ number, picture });
  }
}

const pool = new ThumbnailPool();
http.createServer((req, res) => {
  const picture = req.url.split('/')[2];
  const timeout = picture % 2 ? setTimeout(() => res.end('broken'), 5) : undefined;
  pool.make(picture, (bytes) => { clearTimeout(timeout); res.end(String(bytes)); });
}).listen(process.env.PORT, '127.0.0.1');
