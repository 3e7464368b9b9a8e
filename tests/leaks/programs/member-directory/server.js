'use strict';
// A club with a shop. Guests are enrolled to buy something once; nobody strikes them off again.
const http = require('http');
const { Directory } = require('./directory');

const directory = new Directory();
http.createServer((req, res) => {
  const [, action, key] = req.url.split('/');
  const member = action === 'guest' ? directory.enrol(key) : directory.find(key);
  res.statusCode = member ? 200 : 404;
  res.end(member ? JSON.stringify(member) : '');
}).listen(process.env.PORT, '127.0.0.1');
