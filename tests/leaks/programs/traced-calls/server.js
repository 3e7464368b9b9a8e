'use strict';
// Polls a mailbox again and again, and traces what it does.
const http = require('http');
const { AsyncLocalStorage, AsyncResource } = require('async_hooks');

const current = new AsyncLocalStorage();

class Span { constructor(name, parent) { this.name = name; this.parent = parent; this.events = [`${name} begins`]; } }

function traced(name, what) { return current.run(new Span(name, current.getStore()), what); }

class Poller {
  constructor() { this.next = null; this.polls = 0; }
  poll() {
    traced(`poll ${++this.polls}`, () => {
      current.getStore().events.push('looked');
      this.next = AsyncResource.bind(() => this.poll());
    });
  }
}

const poller = new Poller();
poller.poll();
http.createServer((req, res) => {
  poller.next();
  res.end(`${poller.polls} polls`);
}).listen(process.env.PORT, '127.0.0.1');
