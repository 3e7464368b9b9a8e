'use strict';
// Clients wait for the price to change.
const { EventEmitter } = require('events');
const http = require('http');
const { LRUCache } = require('lru-cache');

class Watcher { constructor(id, res) { this.id = id; this.answer = { text: `price for ${id}`, parts: Array.from({ length: 30 }, (_, n) => `${id}/${n}`) }; this.res = res; } }

const market = new EventEmitter().setMaxListeners(0);
const names = new LRUCache({ max: 5000 });

http.createServer((req, res) => {
  const id = req.url.split('/')[2];
  names.set(id, `name ${id}`);
  const watcher = new Watcher(id, res);
  market.once('change', () => watcher.res.end(watcher.answer.text));
  market.emit('change');
}).listen(process.env.PORT, '127.0.0.1');
