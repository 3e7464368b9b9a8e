'use strict';
// Checks forms.
const Ajv = require('ajv');
const http = require('http');

const ajv = new Ajv();

http.createServer((req, res) => {
  const number = Number(req.url.split('/')[2]);
  const check = ajv.compile({ type: 'object', properties: { number: { type: 'integer', maximum: number + 5 } }, required: ['number'] });
  res.end(String(check({ number })));
}).listen(process.env.PORT, '127.0.0.1');
