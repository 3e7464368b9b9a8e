'use strict';
// People log in in the morning and out in the evening.
const http = require('http');

class Login { constructor(name) { this.name = name; this.rights = new Set(['read', 'write']); this.seen = [Date.now()]; } }

const logins = new Map();

http.createServer((req, res) => {
  const [, action, name] = req.url.split('/');
  if (action === 'in') logins.set(name, new Login(name));
  else logins.delete(name);
  res.end(`${logins.size} are here`);
}).listen(process.env.PORT, '127.0.0.1');
