'use strict';
// Pages by templates that were compiled at the start.
const http = require('http');

const templates = Array.from({ length: 80 }, (_, i) => new Function('page', `
  const parts = { title: 'T${i}', number: page.number + ${i}, link: '/p${i}/' + page.number };
  let text = '';
  for (const [name, part] of Object.entries(parts)) text += name + '${i}' + part + ';';
  return { text, parts }.text;`));

http.createServer((req, res) => {
  const [, , template, number] = req.url.split('/').map(Number);
  let text;
  for (let i = 0; i < 30; i++) text = templates[template]({ number: number + i });
  res.end(text);
}).listen(process.env.PORT, '127.0.0.1');
