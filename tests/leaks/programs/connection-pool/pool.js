'use strict';
// Connections to a database. A connection is opened when all others are busy, up to a limit, and then kept. Each
// prepares its own statements, as many as there are different ones.
class Statement {
  constructor(text) { this.text = text; this.columns = ['id', 'name', 'amount'].map((name) => ({ name, type: 'text' })); }
}

class Connection {
  constructor(number) { this.number = number; this.prepared = new Map(); this.buffer = Buffer.alloc(512); this.queries = 0; }

  async query(text) {
    if (!this.prepared.has(text)) this.prepared.set(text, new Statement(text));
    this.queries++;
    await new Promise((resolve) => setTimeout(resolve, 1));
    return this.prepared.get(text).columns.length;
  }
}

class Pool {
  constructor(limit) { this.limit = limit; this.all = []; this.idle = []; this.queue = []; }

  async query(text) {
    const connection = await this.take();
    try { return await connection.query(text); } finally { this.give(connection); }
  }

  take() {
    if (this.idle.length) return this.idle.pop();
    if (this.all.length < this.limit) {
      const connection = new Connection(this.all.length);
      this.all.push(connection);
      return connection;
    }
    return new Promise((resolve) => { this.queue.push(resolve); });
  }

  give(connection) {
    const waiting = this.queue.shift();
    if (waiting) waiting(connection); else this.idle.push(connection);
  }
}

module.exports = { Pool };
