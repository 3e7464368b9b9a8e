'use strict';
// Bookings. There are two desks.
const http = require('http');
const { createPool } = require('generic-pool');

const desks = createPool({ create: async () => ({ desk: true }), destroy: async () => {} }, { max: 2 });

class Booking { constructor(number) { this.number = number; this.rooms = [{ name: `room ${number}` }]; } }

async function book(booking) {
  const desk = await desks.acquire();
  booking.desk = desk;                                                   // and nobody releases it
}

http.createServer((req, res) => {
  book(new Booking(Number(req.url.split('/')[2])));
  res.statusCode = 202;
  res.end();
}).listen(process.env.PORT, '127.0.0.1');
