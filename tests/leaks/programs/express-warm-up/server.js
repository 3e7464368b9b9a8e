'use strict';
// A service that keeps nothing.
const crypto = require('crypto');
const express = require('express');

const app = express();
app.use(express.json(), express.urlencoded({ extended: true }));
app.all('/list/:n', (req, res) => res.json(Array.from({ length: 20 }, (_, n) => ({ n, text: `item ${n}` }))));
app.all('/item/:n', (req, res) => res.cookie('seen', req.params.n).json({ body: req.body, query: req.query }));
app.all('/hash/:n', (req, res) => res.send(crypto.createHash('sha256').update(JSON.stringify(req.body ?? {})).digest('hex')));
app.listen(process.env.PORT, '127.0.0.1');
