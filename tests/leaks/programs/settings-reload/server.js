'use strict';
// Themes for a site. Its settings are a module, taken out of the cache of modules and loaded again after a change.
const http = require('http');

function settings() { return require('./settings.js'); }
function reload() {
  delete require.cache[require.resolve('./settings.js')];    // but module.children still lists the old one
  return settings();
}

http.createServer((req, res) => {
  const [, action, what] = req.url.split('/');
  const { colours, limit } = action === 'change' ? reload() : settings();
  res.end(JSON.stringify({ colours, limit: limit(what) }));
}).listen(process.env.PORT, '127.0.0.1');
