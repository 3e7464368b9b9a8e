'use strict';
// Bills tenants by the calls that their users make.
const http = require('http');

class Call { constructor(name) { this.name = name; this.at = Date.now(); this.cost = { cents: name.length, currency: 'EUR' }; } }

const usage = {};

http.createServer((req, res) => {
  const [, tenant, user, name] = req.url.split('/');
  const users = (usage[tenant] ??= new Map());
  if (!users.has(user)) users.set(user, []);
  users.get(user).push(new Call(name));
  res.end(String(users.size));
}).listen(process.env.PORT, '127.0.0.1');
