'use strict';
// Webhooks that are delivered again if the other side is down.
const http = require('http');

const retries = [];

function deliver(message) {
  if (message.url.endsWith('0')) return true;
  message.attempts++;
  return false;
}

const routes = {
  'POST /hooks'(req, res) {
    const message = { url: req.url, body: req.headers['x-event'], attempts: 0 };
    const again = () => {
      if (deliver(message)) res.destroyed || res.end();
    };
    if (!deliver(message)) retries.push(again);
    res.end('taken');
  },
  'GET /retry'(req, res) {
    for (const retry of retries) retry();
    res.end(`${retries.length} tried`);
  },
};

http.createServer((req, res) => {
  const route = routes[`${req.method} /${req.url.split('/')[1]}`];
  if (route) route(req, res);
  else { res.statusCode = 404; res.end(); }
}).listen(process.env.PORT, '127.0.0.1');
