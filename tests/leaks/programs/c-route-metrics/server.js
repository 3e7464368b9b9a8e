'use strict';
// A shop that measures how long its routes take.
const http = require('http');
const { Histogram, Registry } = require('prom-client');

const registry = new Registry();
const durations = new Histogram({ name: 'durations', help: 'of routes', labelNames: ['route'], registers: [registry] });

http.createServer((req, res) => {
  const end = durations.startTimer({ route: req.url.split('/')[1] });
  res.end('here you are');
  end();
}).listen(process.env.PORT, '127.0.0.1');
