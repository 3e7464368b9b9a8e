'use strict';
// Reports that are put together from several queries at once.
const http = require('http');
const { Pool } = require('./pool');

const pool = new Pool(60);
http.createServer(async (req, res) => {
  const [, parts, first] = req.url.split('/').map(Number);
  const queries = Array.from({ length: parts }, (_, part) => `select * from report where part = ${(first + part) % 12}`);
  const rows = await Promise.all(queries.map((text) => pool.query(text)));
  res.end(String(rows.reduce((sum, count) => sum + count, 0)));
}).listen(process.env.PORT, '127.0.0.1');
