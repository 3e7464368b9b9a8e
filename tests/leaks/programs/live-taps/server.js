'use strict';
// One stream of measurements, of which every client takes the first one that fits.
const http = require('http');
const { PassThrough, Transform } = require('stream');

class Filter extends Transform {
  constructor(id) { super({ objectMode: true }); this.id = id; this.wanted = { sensor: id % 4 }; }
  _transform(value, encoding, done) { done(null, value.sensor === this.wanted.sensor ? value : undefined); }
}

const measurements = new PassThrough({ objectMode: true }).setMaxListeners(0);

http.createServer((req, res) => {
  const filter = new Filter(Number(req.url.split('/')[2]));
  measurements.pipe(filter);
  filter.once('data', (value) => res.end(String(value.value)));
  for (let sensor = 0; sensor < 4; sensor++) measurements.write({ sensor, value: filter.id });
  filter.resume();
}).listen(process.env.PORT, '127.0.0.1');
