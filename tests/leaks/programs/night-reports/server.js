'use strict';
// Sales, and a summary of every hundred of them.
const http = require('http');

class Line { constructor(id) { this.id = id; this.text = `sold number ${id} for ${id * 3} coins, paid in cash`; this.parts = [`part ${id}`, `tax ${id}`]; } }
class Summary { constructor(lines) { this.lines = lines; this.made = Date.now(); } }
class Archive { constructor() { this.summaries = []; } }

const archive = new Archive();
let lines = [];

http.createServer((req, res) => {
  lines.push(new Line(Number(req.url.split('/')[2])));
  if (lines.length === 100) { archive.summaries.push(new Summary(lines)); lines = []; }
  res.end(String(archive.summaries.length));
}).listen(process.env.PORT, '127.0.0.1');
