'use strict';
// A board of pieces in a state that is never changed, only replaced.
const http = require('http');

class Piece { constructor(number, at) { this.number = number; this.at = at; this.path = [at]; } }

let state = { moves: 0, pieces: Array.from({ length: 400 }, (_, i) => new Piece(i, i)) };
http.createServer((req, res) => {
  const move = Number(req.url.split('/')[2]);
  state = { ...state, moves: move, pieces: state.pieces.map((piece, i) => (i === move % 400 ? new Piece(i, move) : piece)) };
  res.end(String(state.moves));
}).listen(process.env.PORT, '127.0.0.1');
