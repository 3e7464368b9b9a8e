'use strict';
// Prices with discounts: each campaign overrides some of the prices of the one before.
const http = require('node:http');

let prices = {bread: 250, milk: 120, eggs: 310};

function startCampaign(name, article) {
  const next = Object.create(prices);
  next[article] = prices[article] - 1;
  next.campaign = {name, since: Date.now()};
  prices = next;
}

http.createServer((request, response) => {
  startCampaign(request.url, ['bread', 'milk', 'eggs'][request.url.length % 3]);
  response.end(String(prices.bread));
}).listen(Number(process.env.PORT));
