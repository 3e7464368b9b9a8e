'use strict';
// Answers under /percentile from the latencies of the last 1500 requests. Older ones are dropped from the list.
const http = require('http');

class Sample {
  constructor(route, ms) { this.route = route; this.ms = ms; this.older = null; this.newer = null; }
}

class SlidingWindow {
  constructor(limit) { this.limit = limit; this.count = 0; this.first = null; this.last = null; }

  add(sample) {
    sample.older = this.last;
    if (this.last) this.last.newer = sample; else this.first = sample;
    this.last = sample;
    if (++this.count > this.limit) this.dropFirst();
  }

  dropFirst() {
    const { newer } = this.first;
    this.first.newer = null;
    newer.older = null;
    this.first = newer;
    this.count--;
  }

  percentile(p) {
    const all = [];
    for (let sample = this.first; sample; sample = sample.newer) all.push(sample.ms);
    return all.sort((a, b) => a - b)[Math.floor(all.length * p)];
  }
}

const latencies = new SlidingWindow(1500);
http.createServer((req, res) => {
  const began = process.hrtime.bigint();
  if (req.url === '/percentile') return res.end(String(latencies.percentile(0.95)));
  const body = JSON.stringify({ page: req.url, words: req.url.length * 7 });
  res.end(body);
  latencies.add(new Sample(`GET ${req.url}`, Number(process.hrtime.bigint() - began) / 1e6));
}).listen(process.env.PORT, '127.0.0.1');
