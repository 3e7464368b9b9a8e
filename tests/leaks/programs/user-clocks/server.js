'use strict';
// What time is it for a user?
const http = require('http');

const clocks = {};

function clockOf(options) {
  const key = JSON.stringify(options);
  clocks[key] ??= new Intl.DateTimeFormat('en', { timeZone: options.zone, dateStyle: 'full', timeStyle: 'long' });
  return clocks[key];
}

http.createServer((req, res) => {
  const user = req.url.split('/')[2];
  const clock = clockOf({ zone: user % 2 ? 'Europe/Rome' : 'Asia/Tokyo', user });
  res.end(clock.format(0));
}).listen(process.env.PORT, '127.0.0.1');
