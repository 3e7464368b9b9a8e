'use strict';
// Orders, and a log of who did what.
const http = require('http');
const { Writable } = require('stream');
const winston = require('winston');

class Memory extends winston.transports.Stream {
  constructor() { super({ stream: new Writable({ write: (chunk, encoding, done) => done() }) }); }
}

const transport = new Memory();
transport.setMaxListeners(0);

http.createServer((req, res) => {
  const log = winston.createLogger({ defaultMeta: { order: req.url }, transports: [transport] });
  log.info('seen');
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
