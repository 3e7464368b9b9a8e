'use strict';
// Measures the pulse, thirty times a request.
const http = require('http');

class Samples {
  constructor() { this.values = new Float64Array(1024); this.count = 0; }
  add(value) {
    if (this.count === this.values.length) {
      const values = new Float64Array(2 * this.count);
      values.set(this.values);
      this.values = values;
    }
    this.values[this.count++] = value;
  }
}

const samples = new Samples();

http.createServer((req, res) => {
  for (let n = 0; n < 30; n++) samples.add(60 + n / 7);
  res.end(String(samples.count));
}).listen(process.env.PORT, '127.0.0.1');
