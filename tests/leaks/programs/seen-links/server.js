'use strict';
// A crawler that does not look at a page twice.
const http = require('node:http');

class Crawler {
  constructor() { this.visited = new Set(); this.fetched = 0; }
  visit(address) {
    const url = new URL(address, 'http://shop.example');
    if (this.visited.has(url)) return false;
    this.visited.add(url);
    this.fetched++;
    return true;
  }
}

const crawler = new Crawler();
http.createServer((request, response) => {
  crawler.visit('/terms?lang=en');
  response.end(String(crawler.visit(`/article/${Number(request.url.slice(1)) % 50}?page=2#top`)));
}).listen(Number(process.env.PORT));
