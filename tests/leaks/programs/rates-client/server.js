'use strict';
// Shows prices in the currency of the customer. The rates come from another service, asked with axios on behalf of the
// customer: an interceptor adds the customer's token to the request.
const http = require('http');
const axios = require('axios');

// in place of the other service
const adapter = async (config) => ({ data: { EUR: 1, USD: 1.1 }, status: 200, statusText: 'OK', headers: {}, config });
const rates = axios.create({ adapter });

class Customer {
  constructor(name, currency) { this.name = name; this.currency = currency; this.token = `token of ${name}`; }
}

http.createServer(async (req, res) => {
  const [, name, currency] = req.url.split('/');
  const customer = new Customer(name, currency);
  rates.interceptors.request.use((config) => {
    config.headers.set('authorization', customer.token);
    return config;
  });
  const { data } = await rates.get('http://rates.example/today');
  res.end(String(100 * data[customer.currency]));
}).listen(process.env.PORT, '127.0.0.1');
