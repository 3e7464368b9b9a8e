'use strict';
// Sends events to whoever listens.
const http = require('http');

const clients = [];

http.createServer((req, res) => {
  clients.push({ res, id: req.url });
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  res.write(`data: you are number ${clients.length}\n\n`);
}).listen(process.env.PORT, '127.0.0.1');
