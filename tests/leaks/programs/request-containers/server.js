'use strict';
// Every request has services of its own.
const http = require('http');
const { Container } = require('typedi');

class Basket { constructor() { this.lines = []; this.opened = Date.now(); } }

let requests = 0;
http.createServer((req, res) => {
  const container = Container.of(`request ${++requests}`);
  container.set({ id: 'basket', value: new Basket() });
  container.get('basket').lines.push(req.url);
  res.end(`${container.get('basket').lines.length} line`);
}).listen(process.env.PORT, '127.0.0.1');
