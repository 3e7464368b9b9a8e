'use strict';
// Remembers where slow calls came from.
const http = require('http');

class SlowCalls {
  constructor() { this.samples = []; }
  note(took) {
    const before = Error.prepareStackTrace;
    Error.prepareStackTrace = (error, sites) => sites;
    const { stack } = new Error();
    Error.prepareStackTrace = before;
    this.samples.push({ took, stack });
  }
}

const slow = new SlowCalls();
class Query {
  constructor(id) { this.id = id; this.terms = [`id = ${id}`, 'open']; }
  run() { slow.note(this.id % 50); return this.terms.join(' and '); }
}

http.createServer((req, res) => {
  res.end(new Query(Number(req.url.split('/')[2])).run());
}).listen(process.env.PORT, '127.0.0.1');
