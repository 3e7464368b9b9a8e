'use strict';
// Checks documents. What went wrong is kept for a report that is made when somebody asks for it – nobody does.
const http = require('http');

class CheckFailed extends Error {
  constructor(document_, line, cause) { super(`document ${document_} is wrong in line ${line}`, { cause }); this.document = document_; this.line = line; }
}

function parse(text) {
  try { return JSON.parse(text); } catch (error) { throw new CheckFailed(text.slice(1, 12), text.length, error); }
}

const report = { started: Date.now(), failures: [] };
http.createServer((req, res) => {
  try {
    parse(decodeURIComponent(req.url.slice(1)));
    res.end('fine');
  } catch (error) {
    report.failures.push(error);
    res.statusCode = 422;
    res.end(error.message);
  }
}).listen(process.env.PORT, '127.0.0.1');
