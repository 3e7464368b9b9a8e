'use strict';
// Reports of the weather for whoever comes late.
const http = require('http');
const { ReplaySubject } = require('rxjs');

class Report { constructor(id) { this.id = id; this.wind = { knots: id % 40, from: `station ${id % 12}` }; } }

const reports = new ReplaySubject();

http.createServer((req, res) => {
  const report = new Report(Number(req.url.split('/')[2]));
  reports.next(report);
  res.end(String(report.wind.knots));
}).listen(process.env.PORT, '127.0.0.1');
