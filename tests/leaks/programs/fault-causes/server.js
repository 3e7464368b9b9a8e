'use strict';
// A service that looks at its database, and says on /health what was wrong last.
const http = require('node:http');

class CheckError extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = 'CheckError';
    this.checkedAt = new Date();
  }
}

class Health {
  #last;
  fail(reason) {
    this.#last = new CheckError(`database: ${reason}`, {cause: this.#last});
  }
  get text() { return this.#last ? this.#last.message : 'fine'; }
}

const health = new Health();
http.createServer((request, response) => {
  health.fail(`no answer to ${request.url}`);
  response.end(health.text);
}).listen(Number(process.env.PORT));
