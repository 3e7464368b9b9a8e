'use strict';
// Counts how many calls a request makes to the warehouse.
const http = require('http');

const transport = { send(what) { return Promise.resolve(`${what}: 3 left`); } };

class CallCount { constructor(request) { this.request = request; this.calls = 0; this.names = []; } }

function count(request) {
  const counted = new CallCount(request);
  const inner = transport.send;
  transport.send = function send(what) {
    counted.calls++;
    return inner.call(transport, what);
  };
  return counted;
}

// the calls do not go through all wrappers, to keep the example quick
const warehouse = transport.send;
http.createServer(async (req, res) => {
  const counted = count(req.url.split('/')[2]);
  res.end(`${await warehouse('tables')}, ${counted.calls} calls`);
}).listen(process.env.PORT, '127.0.0.1');
