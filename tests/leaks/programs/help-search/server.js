'use strict';
// Help pages that editors improve all day long, with a search.
const http = require('http');
const { SearchIndex } = require('./index-store');

const articles = new Map();
const index = new SearchIndex();

http.createServer((req, res) => {
  const [, action, word] = req.url.split('/');
  if (action === 'find') return res.end(JSON.stringify([...index.find(word)]));
  let text = '';
  req.setEncoding('utf8');
  req.on('data', (part) => { text += part; });
  req.on('end', () => {
    articles.set(word, text);
    index.add(word, text);
    res.end('saved');
  });
}).listen(process.env.PORT, '127.0.0.1');
