'use strict';
// Bookings, most of which are cancelled at once. A reminder goes out on the day of departure.
const http = require('http');
const schedule = require('node-schedule');

class Booking { constructor(number) { this.number = number; this.seats = [number % 30, (number + 1) % 30]; this.cancelled = false; } }

function book(number) {
  const booking = new Booking(number);
  const departure = new Date(Date.now() + (20 + (number % 9)) * 86_400_000);
  schedule.scheduleJob(`reminder ${number}`, departure, () => booking.cancelled || console.log(booking.number));
  return booking;
}

http.createServer((req, res) => {
  const booking = book(Number(req.url.split('/')[2]));
  booking.cancelled = true;
  res.end('cancelled');
}).listen(process.env.PORT, '127.0.0.1');
