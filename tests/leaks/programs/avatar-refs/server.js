'use strict';
// Avatars are kept as long as somebody uses them: the cache holds them weakly. What it never lets go are its keys, with a
// WeakRef each that leads nowhere any more.
const http = require('http');

class Avatar { constructor(user) { this.user = user; this.image = Buffer.alloc(4096, user.length); } }

class WeakCache {
  #entries = new Map();
  get(key, make) {
    let value = this.#entries.get(key)?.deref();
    if (!value) this.#entries.set(key, new WeakRef((value = make())));
    return value;
  }
}

const avatars = new WeakCache();
http.createServer((req, res) => {
  const avatar = avatars.get(`avatar:${req.url.slice(1)}`, () => new Avatar(req.url));
  res.end(avatar.image.subarray(0, 16));
}).listen(process.env.PORT, '127.0.0.1');
