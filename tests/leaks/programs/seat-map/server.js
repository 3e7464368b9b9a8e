'use strict';
// Reserves seats for a few minutes. Reservations are kept under their number, which begins at some large number; expired
// ones are only marked.
const http = require('http');

class Reservation {
  constructor(seat, who) { this.seat = seat; this.who = who; this.expired = false; this.expire = Reservation.#expire.bind(null, this); }
  static #expire(reservation) { reservation.expired = true; }
}

const reservations = [];
let number = 4_000_000;

http.createServer((req, res) => {
  const [, seat, who] = req.url.split('/');
  const reservation = new Reservation(seat, who);
  reservations[number] = reservation;
  number += 7;
  setTimeout(reservation.expire, 50);
  res.end(`${number}`);
}).listen(process.env.PORT, '127.0.0.1');
