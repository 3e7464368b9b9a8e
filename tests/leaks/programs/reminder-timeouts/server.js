'use strict';
// Reminds guests of their bookings a day later, unless they cancel, as all of them do.
const http = require('http');

class Booking {
  constructor(id) { this.id = id; this.guest = { name: `guest ${id}`, room: id % 50 }; this.cancelled = false; }
  remind() { return `${this.guest.name}, your room is ready`; }
}

http.createServer((req, res) => {
  const booking = new Booking(Number(req.url.split('/')[2]));
  setTimeout(() => { if (!booking.cancelled) booking.remind(); }, 86_400_000);
  booking.cancelled = true;
  res.end('cancelled');
}).listen(process.env.PORT, '127.0.0.1');
