'use strict';
// A long table, of which clients ask for windows.
const http = require('http');
const { weakMapMemoize } = require('reselect');

class Window { constructor(from, rows) { this.from = from; this.rows = rows; this.sum = rows.reduce((a, b) => a + b, 0); } }

const state = { rows: Array.from({ length: 3000 }, (_, i) => i * 7 % 1013) };
const rowsOf = weakMapMemoize((rows, from, to) => new Window(from, rows.slice(from, to)));

http.createServer((req, res) => {
  const [, , from, to] = req.url.split('/').map(Number);
  const { rows, sum } = rowsOf(state.rows, from, to);
  res.end(`${rows.join()} = ${sum}`);
}).listen(process.env.PORT, '127.0.0.1');
