'use strict';
// Imports price lists. What happens goes to a log.
const http = require('http');
const winston = require('winston');
process.setMaxListeners(0);

function importList(number) {
  const log = winston.createLogger({
    defaultMeta: { list: number },
    transports: [new winston.transports.Console({ silent: true, handleExceptions: true })],
  });
  log.info(`list ${number} read`);
  return number * 3;
}

http.createServer((req, res) => {
  res.end(`${importList(Number(req.url.split('/')[2]))} prices`);
}).listen(process.env.PORT, '127.0.0.1');
