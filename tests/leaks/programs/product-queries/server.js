'use strict';
// Renders products on the server.
const http = require('http');
const { QueryClient } = require('@tanstack/query-core');

class Product { constructor(id) { this.id = id; this.name = `Product ${id}`; this.tags = ['new', `shelf ${id % 12}`]; } }

const queries = new QueryClient();

http.createServer(async (req, res) => {
  const id = req.url.split('/')[2];
  const product = await queries.fetchQuery({ queryKey: ['product', id], queryFn: async () => new Product(id) });
  res.end(product.name);
}).listen(process.env.PORT, '127.0.0.1');
