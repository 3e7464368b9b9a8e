'use strict';
// Thumbnails by picture and width. They are good for ten minutes, but nothing looks for those that are older, and no
// maximum is given: an entry only goes when somebody asks for it again after that time.
const http = require('http');
const { LRUCache } = require('lru-cache');

class Thumbnail {
  constructor(picture, width) { this.picture = picture; this.width = width; this.height = Math.round(width * 0.75); this.pixels = new Uint8Array(64).fill(width); }
}

const thumbnails = new LRUCache({ ttl: 600_000 });

http.createServer((req, res) => {
  const [, picture, width] = req.url.split('/');
  const key = `${picture}@${width}`;
  let thumbnail = thumbnails.get(key);
  if (!thumbnail) thumbnails.set(key, (thumbnail = new Thumbnail(picture, Number(width))));
  res.setHeader('content-type', 'image/bmp');
  res.end(thumbnail.pixels);
}).listen(process.env.PORT, '127.0.0.1');
