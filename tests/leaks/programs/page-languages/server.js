'use strict';
// Pages in the language of the reader.
const http = require('http');

class Translator {
  constructor(language, texts, origin) { this.language = language; this.texts = texts; this.origin = origin; this.missing = []; }
  clone(language) { return new Translator(language, this.texts, this); }
  translate(key) {
    const text = this.texts[this.language]?.[key];
    if (!text) this.missing.push(key);
    return text ?? this.origin?.translate(key) ?? key;
  }
}

let latest = new Translator('en', { en: { hello: 'Hello' }, de: { hello: 'Guten Tag' }, fr: { hello: 'Bonjour' }, it: { hello: 'Buongiorno' } });

http.createServer((req, res) => {
  latest = latest.clone(req.headers['accept-language']);
  res.end(latest.translate('hello'));
}).listen(process.env.PORT, '127.0.0.1');
