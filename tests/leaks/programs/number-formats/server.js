'use strict';
// Prices in the language of the reader.
const http = require('http');

const languages = ['de', 'en', 'fr', 'it', 'es', 'pl', 'cs', 'sv', 'fi', 'da', 'nl', 'pt', 'hu'];
const currencies = ['EUR', 'USD', 'GBP', 'CHF', 'PLN', 'CZK', 'SEK', 'DKK', 'HUF', 'JPY'];
const formats = new Map();

function format(number) {
  const language = languages[number % 13];
  const currency = currencies[Math.floor(number / 13) % 10];
  const key = `${language}/${currency}`;
  if (!formats.has(key)) formats.set(key, { format: new Intl.NumberFormat(language, { style: 'currency', currency }), used: [], example: `1 ${currency} in ${language}` });
  return formats.get(key).format.format(number);
}

http.createServer((req, res) => res.end(format(Number(req.url.split('/')[2])))).listen(process.env.PORT, '127.0.0.1');
