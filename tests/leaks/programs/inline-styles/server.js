'use strict';
// Draws bars of a length that is asked for.
const http = require('http');
const { css, cache } = require('@emotion/css');

function bar(length) {
  const name = css({ width: `${length}px`, height: '1em', background: length % 2 ? 'teal' : 'navy', borderRadius: 3, marginTop: 2 });
  return `<style>${cache.inserted[name.slice(4)]}</style><div class=${name}></div>`;
}

http.createServer((req, res) => {
  res.end(bar(Number(req.url.split('/')[2])));
}).listen(process.env.PORT, '127.0.0.1');
