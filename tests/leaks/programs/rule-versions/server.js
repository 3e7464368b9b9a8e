'use strict';
// Discounts by rules that can be changed while the service runs.
const http = require('http');
const { pathToFileURL } = require('url');

const file = pathToFileURL(`${__dirname}/rules.mjs`);

http.createServer(async (req, res) => {
  const { discount } = await import(`${file}?version=${req.url.split('/')[2]}`);
  res.end(String(discount(240)));
}).listen(process.env.PORT, '127.0.0.1');
