'use strict';
// Nightly reports that can be ordered and cancelled.
const http = require('http');
const cron = require('node-cron');

class Report { constructor(customer) { this.customer = customer; this.pages = [{ title: `sales of ${customer}` }]; } }

http.createServer((req, res) => {
  const report = new Report(req.url.split('/')[2]);
  const task = cron.schedule('0 3 * * *', () => report.pages.length);
  task.stop();
  res.end('cancelled');
}).listen(process.env.PORT, '127.0.0.1');
