// A shop that leaks sessions and listeners, in Bun: writes two snapshots in JavaScriptCore's own format.
//   bun shop.mjs BEFORE AFTER
import fs from 'node:fs';
import {generateHeapSnapshot} from 'bun';

class Session {
  constructor(token, user) {
    this.token = token;
    this.user = user;
    this.cart = [{sku: `sku-${user}`, amount: user % 5}];
  }
}

class SessionStore {
  constructor() {
    this.byToken = new Map();
  }
}

class PriceFeed {
  constructor() {
    this.listeners = [];
  }
}

const store = new SessionStore();
const feed = new PriceFeed();
let user = 0;

function work(sessions, watchers) {
  for (let i = 0; i < sessions; i++) {
    const session = new Session(`token-${user}`, user++);
    store.byToken.set(session.token, session);
    const history = [session.user];
    if (i < watchers) feed.listeners.push(price => history.push(price));
  }
}

for (const [file, sessions, watchers] of [[process.argv[2], 40, 20], [process.argv[3], 300, 200]]) {
  work(sessions, watchers);
  Bun.gc(true);
  fs.writeFileSync(file, JSON.stringify(generateHeapSnapshot()));
}
console.log(store.byToken.size, feed.listeners.length);
