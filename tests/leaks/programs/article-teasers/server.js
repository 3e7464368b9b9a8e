'use strict';
// Shows articles, and on the front page the first sentences of the ones that were read.
const http = require('http');

const teasers = [];

function textOf(number) {
  const words = [];
  for (let n = 0; n < 300; n++) words.push(`word${(number * 31 + n * 17) % 997}`);
  return words.join(' ');
}

http.createServer((req, res) => {
  const text = textOf(Number(req.url.split('/')[2]));
  teasers.push(text.slice(0, 60));
  res.end(text);
}).listen(process.env.PORT, '127.0.0.1');
