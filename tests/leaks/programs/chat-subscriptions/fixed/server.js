'use strict';
// Subscriptions of a chat over a bus; who leaves is unsubscribed.
const http = require('node:http');

class PubSub {
  constructor() {
    this.subscriptionMap = {};
    this.subsRefsMap = {};
    this.lastId = 0;
  }
  subscribe(trigger, onMessage) {
    const id = ++this.lastId;
    this.subscriptionMap[id] = [trigger, onMessage];
    (this.subsRefsMap[trigger] ??= []).push(id);
    return id;
  }
  unsubscribe(id) {
    const [trigger] = this.subscriptionMap[id];
    delete this.subscriptionMap[id];
    const refs = this.subsRefsMap[trigger].filter((other) => other !== id);
    if (refs.length) this.subsRefsMap[trigger] = refs;
    else delete this.subsRefsMap[trigger];
  }
  publish(trigger, message) {
    for (const id of this.subsRefsMap[trigger] ?? []) this.subscriptionMap[id][1](message);
  }
}

class Member {
  constructor(name) { this.name = name; this.inbox = []; }
  hear(message) { this.inbox.push(message); }
}

const bus = new PubSub();
http.createServer((request, response) => {
  const member = new Member(request.url);
  const id = bus.subscribe('room', (message) => member.hear(message));
  bus.publish('room', 'hello');
  bus.unsubscribe(id);
  response.end(String(member.inbox.length));
}).listen(Number(process.env.PORT));
