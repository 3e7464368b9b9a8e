'use strict';
// Authors, loaded in batches.
const http = require('http');
const DataLoader = require('dataloader');

class Author { constructor(number) { this.name = `author ${number}`; this.books = [{ title: `book ${number}` }]; } }

const authors = new DataLoader(async (keys) => keys.map(({ number }) => new Author(number)));

http.createServer(async (req, res) => {
  const author = await authors.load({ number: Number(req.url.split('/')[2]) });
  res.end(author.name);
}).listen(process.env.PORT, '127.0.0.1');
