'use strict';
// What tenants did, to be sent to them at the end of the day.
const http = require('http');

const journals = {};

function note(tenant, action) {
  journals[tenant] ??= '';
  journals[tenant] += `${new Date().toISOString()} ${action}\n`;
}

http.createServer((req, res) => {
  const [, tenant, action] = req.url.split('/');
  note(tenant, action);
  res.end(`${journals[tenant].length} characters`);
}).listen(process.env.PORT, '127.0.0.1');
