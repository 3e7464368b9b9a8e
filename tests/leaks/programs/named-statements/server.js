'use strict';
// Customers, from a database.
const http = require('http');

class Statement { constructor(text) { this.text = text; this.columns = [{ name: 'id' }, { name: 'city' }]; } }

class Connection {
  constructor(number) { this.number = number; this.statements = {}; }
  query(name, text) {
    const statement = (this.statements[name] ??= new Statement(text));
    return statement.columns.map((column) => column.name);
  }
}

class Pool {
  constructor() { this.connections = Array.from({ length: 8 }, (_, number) => new Connection(number)); this.next = 0; }
  query(name, text) { return this.connections[this.next++ % 8].query(name, text); }
}

const pool = new Pool();
http.createServer((req, res) => {
  const id = req.url.split('/')[2];
  res.end(pool.query(`customer-${id}`, `select id, city from customers where id = ${id}`).join());
}).listen(process.env.PORT, '127.0.0.1');
