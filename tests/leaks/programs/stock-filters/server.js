'use strict';
// Articles in stock, without those that were excluded.
const http = require('http');

class Exclusion { constructor(article) { this.article = article; this.hits = []; } }

class Stock {
  constructor() { this.rows = this.all(); }
  * all() { for (let article = 0; ; article++) yield article; }
  exclude(article) { this.rows = this.without(this.rows, new Exclusion(article)); this.rows.next(); }
  * without(rows, exclusion) {
    yield;                               // it is started, but nobody has asked it for a row yet
    for (const row of rows) {
      if (row === exclusion.article) exclusion.hits.push(row);
      else yield row;
    }
  }
}

const stock = new Stock();
http.createServer((req, res) => {
  stock.exclude(Number(req.url.split('/')[2]));
  res.end('excluded');
}).listen(process.env.PORT, '127.0.0.1');
