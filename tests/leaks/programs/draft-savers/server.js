'use strict';
// Drafts are saved a moment after the last change.
const http = require('http');
const debounce = require('lodash/debounce');

class Draft { constructor(id) { this.id = id; this.text = ''; this.saved = 0; } }

class Drafts {
  constructor() { this.savers = new Map(); }
  change(id, text) {
    if (!this.savers.has(id)) {
      const draft = new Draft(id);
      this.savers.set(id, debounce((latest) => { draft.text = latest; draft.saved++; }, 5));
    }
    this.savers.get(id)(text);
  }
}

const drafts = new Drafts();
http.createServer((req, res) => {
  drafts.change(req.url.split('/')[2], `text of ${req.url}`);
  res.end('saved soon');
}).listen(process.env.PORT, '127.0.0.1');
