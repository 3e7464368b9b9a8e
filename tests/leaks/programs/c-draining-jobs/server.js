'use strict';
// Jobs, two at a time.
const http = require('http');

class Job { constructor(number) { this.number = number; this.steps = ['load', 'scale', 'store']; } }

const waiting = [];
const results = [];
let running = 0;

function pump() {
  while (running < 2 && waiting.length) {
    const job = waiting.shift();
    running++;
    setImmediate(() => {
      results.push(`${job.number}: ${job.steps.length} steps`);
      if (results.length > 20) results.shift();
      running--;
      pump();
    });
  }
}

http.createServer((req, res) => {
  waiting.push(new Job(Number(req.url.split('/')[2])));
  pump();
  res.end(results.at(-1) ?? 'none');
}).listen(process.env.PORT, '127.0.0.1');
