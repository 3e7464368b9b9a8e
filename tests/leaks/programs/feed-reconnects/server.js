'use strict';
// A client of a feed, that subscribes again to everything when the connection was lost.
const http = require('node:http');

class Subscription {
  constructor(topic) { this.topic = topic; this.seen = 0; }
}

class FeedClient {
  subscriptions = new Map();
  #wanted = [];
  #last = 0;
  subscribe(topic) { this.#wanted.push(new Subscription(topic)); this.connect(); }
  connect() {
    for (const wanted of this.#wanted) this.subscriptions.set(`${++this.#last}:${wanted.topic}`, wanted);
  }
}

const feed = new FeedClient();
for (const topic of ['bread', 'milk', 'eggs', 'oil']) feed.subscribe(topic);

http.createServer((request, response) => {
  feed.connect();
  response.end(String(feed.subscriptions.size));
}).listen(Number(process.env.PORT));
