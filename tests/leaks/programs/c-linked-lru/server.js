'use strict';
// Articles, of which those used last are kept.
const http = require('http');

class Node { constructor(key, value) { this.key = key; this.value = value; this.newer = null; this.older = null; } }

class Lru {
  constructor(limit) { this.limit = limit; this.byKey = new Map(); this.newest = this.oldest = null; }
  get(key, make) {
    let node = this.byKey.get(key);
    if (node) this.take(node);
    else this.byKey.set(key, (node = new Node(key, make(key))));
    node.older = this.newest;
    if (this.newest) this.newest.newer = node;
    this.newest = node;
    this.oldest ??= node;
    if (this.byKey.size > this.limit) { this.byKey.delete(this.oldest.key); this.take(this.oldest); }
    return node.value;
  }
  take(node) {
    if (node.newer) node.newer.older = node.older; else this.newest = node.older;
    if (node.older) node.older.newer = node.newer; else this.oldest = node.newer;
    node.newer = node.older = null;
  }
}

const articles = new Lru(120);

http.createServer((req, res) => {
  const article = articles.get(req.url, (path) => ({ path, words: path.split(/[/-]/), read: 0 }));
  article.read++;
  res.end(article.path);
}).listen(process.env.PORT, '127.0.0.1');
