'use strict';
// A shop that measures how long its pages take.
const http = require('http');
const { Histogram } = require('prom-client');

const durations = new Histogram({ name: 'durations', help: 'seconds', labelNames: ['path'] });

http.createServer((req, res) => {
  const end = durations.startTimer({ path: req.url });
  res.end(`<h1>${req.url}</h1>`);
  end();
}).listen(process.env.PORT, '127.0.0.1');
