'use strict';
// Credentials of different kinds, each in a vault of its own.
const http = require('http');

class Credential {
  #secret;
  constructor(owner) { this.owner = owner; this.#secret = `${owner}:${Math.random()}`; }
  matches(text) { return this.#secret === text; }
}
class CardToken extends Credential {
  constructor(owner) { super(owner); this.scopes = ['pay', 'refund']; }
}
class LoginCode extends Credential {
  constructor(owner) { super(owner); this.until = Date.now() + 60000; }
}

class Vault {
  #credentials = [];
  keep(credential) { this.#credentials.push(credential); this.tidy(); return credential; }
  tidy() {}
  get size() { return this.#credentials.length; }
  drop(count) { this.#credentials.splice(0, count); }
}
class LoginVault extends Vault {
  tidy() { if (this.size > 20) this.drop(this.size - 20); }
}
class CardVault extends Vault {}

const logins = new LoginVault();
const cards = new CardVault();

http.createServer((req, res) => {
  const owner = req.url.slice(1);
  logins.keep(new LoginCode(owner));
  cards.keep(new CardToken(owner));
  res.end(`${logins.size} ${cards.size}`);
}).listen(process.env.PORT, '127.0.0.1');
