'use strict';
// Counts hits in a store that is reached by network. The network has been down for a while.
const http = require('http');
const Denque = require('denque');

class Command {
  constructor(name, args) { this.name = name; this.args = args; this.promise = new Promise((resolve, reject) => { this.resolve = resolve; this.reject = reject; }); }
}

class Client {
  constructor() { this.status = 'reconnecting'; this.offlineQueue = new Denque(); }
  send(name, ...args) {
    const command = new Command(name, args);
    if (this.status === 'ready') command.resolve(1);
    else this.offlineQueue.push(command);
    return command.promise;
  }
}

const client = new Client();
http.createServer((req, res) => {
  client.send('INCR', req.url);        // nobody waits for the answer
  res.end('welcome');
}).listen(process.env.PORT, '127.0.0.1');
