'use strict';
// Tells people when there is a release.
const { EventEmitter, once } = require('events');
const http = require('http');

class Waiter { constructor(id) { this.id = id; this.mail = { to: `reader ${id}`, text: `Dear reader ${id}, there is a release` }; this.told = false; } }

const releases = new EventEmitter().setMaxListeners(0);

async function tell(waiter) {
  const [release] = await once(releases, 'release');
  waiter.told = release;
  return waiter.mail.text;
}

http.createServer((req, res) => {
  tell(new Waiter(req.url.split('/')[2]));
  res.end('we shall tell you');
}).listen(process.env.PORT, '127.0.0.1');
