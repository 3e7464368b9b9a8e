'use strict';
// Commands come in on one stream; a request waits for the next line.
const http = require('http');
const readline = require('readline');
const { PassThrough } = require('stream');

const commands = new PassThrough();
commands.setMaxListeners(0);

http.createServer((req, res) => {
  const lines = readline.createInterface({ input: commands });
  lines.once('line', (line) => res.end(line));
  commands.write(`reload ${req.url}\n`);
}).listen(process.env.PORT, '127.0.0.1');
