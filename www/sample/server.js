/**
 * The sample's server: a small book shop with one leak. Every visitor without a cookie gets a session, and nothing ever
 * takes a session out of the store again. Its other memory is bounded: the page cache drops its oldest page.
 * Run by make.mjs, which visits it and takes the two snapshots.
 */
'use strict';
const { randomBytes } = require('node:crypto');
const { createServer } = require('node:http');

const TITLES = [
  'The Open Window',
  'A Garden of Stones',
  'Night Trains',
  'The Salt Road',
  'Paper Boats',
  'North of Here',
];

class Cart {
  constructor() {
    this.items = 0;
    this.totalCents = 0;
    this.coupon = null;
  }
}

class Session {
  constructor(token, language) {
    this.token = token;
    this.language = language;
    this.createdAt = Date.now();
    this.lastSeenAt = this.createdAt;
    this.visits = 1;
    this.signedIn = false;
    this.customer = null;
    this.currency = 'EUR';
    this.country = 'PT';
    this.newsletter = false;
    this.lastBook = null;
    this.lastSearch = null;
    this.referrer = null;
    this.cart = new Cart();
  }
}

class SessionStore {
  constructor() {
    this.byToken = new Map();
  }

  open(language) {
    const session = new Session(randomBytes(12).toString('hex'), language);
    this.byToken.set(session.token, session);
    return session;
  }

  find(token) {
    return this.byToken.get(token);
  }
}

class PageCache {
  constructor(capacity) {
    this.capacity = capacity;
    this.pages = new Map();
  }

  page(path, make) {
    const known = this.pages.get(path);
    if (known !== undefined) return known;
    const page = make();
    this.pages.set(path, page);
    if (this.pages.size > this.capacity) this.pages.delete(this.pages.keys().next().value);
    return page;
  }
}

class Shop {
  constructor() {
    this.sessions = new SessionStore();
    this.pages = new PageCache(100);
    this.requests = 0;
  }

  answer(request, response) {
    this.requests += 1;
    const token = /session=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
    const session = this.sessions.find(token) ?? this.sessions.open('en');
    session.lastSeenAt = Date.now();
    session.visits += 1;
    const path = request.url ?? '/';
    const page = this.pages.page(
      path,
      () => `<h1>${TITLES[path.length % TITLES.length]}</h1><p>You are at ${path}</p>`,
    );
    response.setHeader('Set-Cookie', `session=${session.token}`);
    response.end(page);
  }
}

globalThis.app = new Shop();
createServer((request, response) => globalThis.app.answer(request, response)).listen(
  Number(process.env.PORT),
  '127.0.0.1',
);
