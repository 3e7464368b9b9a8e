'use strict';
// Loads what it needs when it needs it.
const http = require('http');

const actions = {
  plain: async (text) => text,
  zip: async (text) => String((await import('node:zlib')).gzipSync(text).length),
  hash: async (text) => (await import('node:crypto')).createHash('md5').update(text).digest('hex'),
  url: async (text) => (await import('node:url')).format(new URL(text, 'http://localhost')),
  lines: async (text) => String((await import('node:readline/promises')).Interface.name.length + text.length),
  test: async (text) => String((await import('node:assert/strict')).default.ok.name.length + text.length),
  worker: async (text) => String((await import('node:worker_threads')).threadId + text.length),
  stream: async (text) => { for await (const part of (await import('node:stream')).Readable.from([text])) return part; },
};

http.createServer(async (req, res) => res.end(await actions[req.url.split('/')[1]](req.url))).listen(process.env.PORT, '127.0.0.1');
