'use strict';
// Settings that can be looked at as they were.
const http = require('http');

class Change { constructor(name, value, before) { this.name = name; this.value = value; this.before = before; } }

const views = { get(change, name) { return name === change.name ? change.value : change.before?.[name]; } };

let settings = null;

http.createServer((req, res) => {
  const [, , name, value] = req.url.split('/');
  settings = new Proxy(new Change(name, value, settings), views);
  res.end(`${settings[name]}`);
}).listen(process.env.PORT, '127.0.0.1');
