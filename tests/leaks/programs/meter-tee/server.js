'use strict';
// Takes measurements and sums them up.
const http = require('http');

class Measurement { constructor(value) { this.value = value; this.tags = ['meter', `value ${value}`]; } }

let source;
const measurements = new ReadableStream({ start(controller) { source = controller; } });
const [summing, debugging] = measurements.tee();
globalThis.debugging = debugging;

let sum = 0;
(async () => { for await (const { value } of summing) sum += value; })();

http.createServer((req, res) => {
  source.enqueue(new Measurement(Number(req.url.split('/')[2])));
  setImmediate(() => res.end(String(sum)));
}).listen(process.env.PORT, '127.0.0.1');
