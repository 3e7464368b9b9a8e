'use strict';
// Payments go to a bank.
const http = require('http');

const bank = http.createServer((req, res) => res.end('paid')).listen(0, '127.0.0.1');
bank.keepAliveTimeout = 600_000;

http.createServer((req, res) => {
  const agent = new http.Agent({ keepAlive: true });
  http.get({ port: bank.address().port, host: '127.0.0.1', path: req.url, agent }, (answer) => {
    answer.on('end', () => res.end('thank you')).resume();
  });
}).listen(process.env.PORT, '127.0.0.1');
