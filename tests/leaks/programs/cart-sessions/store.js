'use strict';
// Session store in memory, keyed by session id.
class Session {
  constructor(id) { this.id = id; this.startedAt = Date.now(); this.cart = []; this.flash = null; }
}

class SessionStore {
  constructor() { this.open = Object.create(null); }
  load(id) { return this.open[id]; }
  start(id) { return (this.open[id] = new Session(id)); }
}

module.exports = { SessionStore };
