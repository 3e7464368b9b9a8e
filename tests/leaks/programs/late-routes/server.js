'use strict';
// Every user has a page of their own once they have logged in.
const express = require('express');

const app = express();
app.get('/login/:name', (req, res) => {
  const name = req.params.name;
  app.get(`/home-of-${name}`, (request, response) => response.send(`Hello ${name}`));
  res.send('welcome');
});
app.listen(process.env.PORT, '127.0.0.1');
