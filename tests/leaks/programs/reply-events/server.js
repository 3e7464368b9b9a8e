'use strict';
// Questions to the warehouse; its answers come as events with the number of the question.
const http = require('http');
const EventEmitter = require('events');

const replies = new EventEmitter();
let last = 0;

class Question {
  constructor(article, response) { this.id = ++last; this.article = article; this.response = response; }
}

function ask(question, answered) {
  replies.once(`reply:${question.id}`, (stock) => answered(null, stock));
  replies.once(`failed:${question.id}`, (error) => answered(error));
  queueMicrotask(() => replies.emit(`reply:${question.id}`, question.article.length));
}

http.createServer((req, res) => {
  const question = new Question(req.url.slice(1), res);
  ask(question, (error, stock) => question.response.end(error ? error.message : String(stock)));
}).listen(process.env.PORT, '127.0.0.1');
