'use strict';
// Errors are reported to another service, one at a time. It has stopped answering.
const http = require('node:http');
const net = require('node:net');

const silent = net.createServer(() => {}).listen(0, '127.0.0.1');
const agent = new http.Agent({keepAlive: true, maxSockets: 1});

class Report {
  constructor(url) { this.url = url; this.at = Date.now(); }
}

function send(report) {
  const request = http.request({agent, host: '127.0.0.1', port: silent.address().port, method: 'POST', path: '/report'}, (answer) => {
    answer.resume();
    report.sent = Date.now();
  });
  request.on('error', () => {});
  request.end(JSON.stringify(report));
}

http.createServer((request, response) => {
  send(new Report(request.url));
  response.statusCode = 500;
  response.end('no');
}).listen(Number(process.env.PORT));
