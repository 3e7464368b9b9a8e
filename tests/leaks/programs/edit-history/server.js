'use strict';
// Edits, in a list that can be walked both ways.
const http = require('http');

class Edit { constructor(text) { this.text = text; this.at = new Date(); this.next = null; this.previous = null; } }

class History {
  first = null;
  last = null;
  push(edit) {
    edit.previous = this.last;
    if (this.last) this.last.next = edit; else this.first = edit;
    this.last = edit;
  }
}

const history = new History();
http.createServer((req, res) => { history.push(new Edit(req.url)); res.end(history.last.text); }).listen(process.env.PORT, '127.0.0.1');
