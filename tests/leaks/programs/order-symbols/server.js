'use strict';
// Orders, in the app's own place for such things.
const express = require('express');

class Order { constructor(id) { this.id = id; this.state = { paid: false, text: `order ${id}` }; } }

const app = express();
app.get('/order/:id', (req, res) => {
  const key = Symbol.for(`order ${req.params.id}`);
  app.locals[key] ??= new Order(req.params.id);
  res.json(app.locals[key].state);
});
app.listen(process.env.PORT, '127.0.0.1');
