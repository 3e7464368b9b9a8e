'use strict';
// Finds lines of a log.
const http = require('http');

const lines = Array.from({ length: 50 }, (_, n) => `line ${n}: word${n * 3} was said`);

class LogSearch {
  static patterns = {};
  static pattern(text) { return (LogSearch.patterns[text] ??= new RegExp(`\\b${text}\\b`, 'i')); }
  static find(text) { return lines.filter((line) => LogSearch.pattern(text).test(line)); }
}

http.createServer((req, res) => {
  res.end(LogSearch.find(new URL(req.url, 'http://localhost').searchParams.get('text')).join('\n'));
}).listen(process.env.PORT, '127.0.0.1');
