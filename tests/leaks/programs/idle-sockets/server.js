'use strict';
// A page for everyone.
const http = require('http');

const server = http.createServer((req, res) => res.end(`<h1>${req.url}</h1>`));
server.keepAliveTimeout = 600_000;
server.listen(process.env.PORT, '127.0.0.1');
