'use strict';
// Session store in memory, keyed by session id. Only the sessions that were used last are kept.
class Session {
  constructor(id) { this.id = id; this.startedAt = Date.now(); this.cart = []; this.flash = null; }
}

class SessionStore {
  constructor() { this.open = Object.create(null); this.order = []; }
  load(id) { return this.open[id]; }
  start(id) {
    this.order.push(id);
    if (this.order.length > 50) delete this.open[this.order.shift()];
    return (this.open[id] = new Session(id));
  }
}

module.exports = { SessionStore };
