'use strict';
const http = require('http');
const flags = require('./flags');

http.createServer((req, res) => {
  const url = new URL(req.url, 'http://localhost');
  if (url.pathname === '/change') flags.change({ darkMode: url.searchParams.get('dark') === '1', quota: Number(url.searchParams.get('quota')) });
  res.end(JSON.stringify({ dark: flags.isOn('darkMode'), quota: flags.isOn('quota'), at: flags.changedAt() }));
}).listen(process.env.PORT, '127.0.0.1');
