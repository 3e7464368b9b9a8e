'use strict';
// Reservations. Only one may look at the stock at a time.
const http = require('http');
const { Mutex } = require('async-mutex');

const lock = new Mutex();
const stock = { tables: 40 };

class Reservation { constructor(number) { this.number = number; this.items = [{ name: 'tables', count: 1 + (number % 3) }]; this.done = false; } }

async function reserve(reservation) {
  const release = await lock.acquire();
  if (reservation.number === 20) throw new Error('no such table');      // the lock stays taken
  stock.tables -= reservation.items[0].count;
  reservation.done = true;
  release();
}

http.createServer((req, res) => {
  reserve(new Reservation(Number(req.url.split('/')[2]))).catch(() => {});
  res.statusCode = 202;
  res.end();
}).listen(process.env.PORT, '127.0.0.1');
