'use strict';
// Letters of a bank, each made by a module of its own that is loaded when the first such letter is asked for.
const http = require('http');

const templates = {};                            // one compiled template for each of the eight kinds of letter
const KINDS = ['welcome', 'statement', 'reminder', 'dunning', 'card', 'pin', 'closing', 'survey'];

function letter(kind, name) {
  const handlebars = require('handlebars');
  templates[kind] ??= handlebars.compile(`<p>Dear {{name}},</p>{{#if (lookup this "${kind}")}}<p>${kind}</p>{{else}}<p>no ${kind}</p>{{/if}}`);
  return templates[kind]({ name, [kind]: name.length % 2 === 0 });
}

const routes = {
  health: () => 'ok',
  letter: ([kind, name]) => letter(KINDS[Number(kind) % KINDS.length], name),
  stamp: ([, name]) => require('crypto').createHash('sha256').update(name).digest('hex'),
  packed: ([, name]) => require('zlib').deflateSync(name.repeat(20)).toString('base64'),
  lines: ([, name]) => require('util').inspect({ name, words: name.split('-') }),
};

http.createServer((req, res) => {
  const [, route, ...rest] = req.url.split('/');
  res.end(routes[route](rest));
}).listen(process.env.PORT, '127.0.0.1');
