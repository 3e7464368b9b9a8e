'use strict';
// Checks whether the links of a page still lead somewhere.
const http = require('http');
const { Agent } = require('undici');

const agent = new Agent({ keepAliveTimeout: 1, keepAliveMaxTimeout: 1, pipelining: 0 });

// the shops that the links lead to: each has an address of its own
const shops = http.createServer((req, res) => { res.setHeader('connection', 'close'); res.end('here'); });
shops.listen(0, '0.0.0.0');

async function check(number) {
  const origin = `http://127.1.${number >> 8}.${1 + (number & 127)}:${shops.address().port}`;
  const { statusCode, body } = await agent.request({ origin, path: '/', method: 'GET' });
  await body.dump();
  return statusCode;
}

http.createServer(async (req, res) => {
  res.end(String(await check(Number(req.url.split('/')[2]))));
}).listen(process.env.PORT, '127.0.0.1');
