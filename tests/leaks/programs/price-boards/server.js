'use strict';
// A board of prices that is made anew now and then.
const http = require('http');

class Board { constructor(prices, title) { this.prices = prices; this.title = title; } }

let board = null;

function refresh(number) {
  const before = board;
  const differs = () => before && before.prices[0] !== number;      // was needed once
  const heading = `Board ${number}`;
  board = new Board(Array.from({ length: 30 }, (_, i) => number + i), () => heading);
}

http.createServer((req, res) => {
  refresh(Number(req.url.split('/')[2]));
  res.end(board.title());
}).listen(process.env.PORT, '127.0.0.1');
