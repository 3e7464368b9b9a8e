// Writes heap snapshots of any size for measuring: the heap of a busy parcel service, before and after it leaked.
//
//   node --expose-gc --max-old-space-size=16000 tests/bench/make-heap.mjs MEGABYTES BEFORE [AFTER]
//   node --expose-gc --max-old-space-size=16000 tests/bench/make-heap.mjs --strings MEGABYTES FILE
//
// Files are about as large as asked for; the structure does not depend on it, so that figures of different sizes can be
// compared. AFTER is the same process later: one parcel in ten is held by listeners that were never removed, and one
// customer in twenty has left. With --strings nearly all of the file is unique text, more than one JavaScript string
// can hold if it is asked to be larger than 540 MB.

import {EventEmitter} from 'node:events';
import v8 from 'node:v8';

/** What the text of a snapshot grows by with every customer, and what Node.js itself takes, in bytes. */
const BYTES_PER_CUSTOMER = 7900;
const BYTES_OF_NODE = 4_100_000;

const WORDS = (
  'amber basin cedar delta ember fjord grove harbour island juniper kestrel lagoon meadow north orchard pebble quarry ' +
  'river summit thicket upland valley willow yarrow zephyr'
).split(' ');

// mulberry32: every run makes the same heap.
let state = 20240229;
function random(below) {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
}

const word = () => WORDS[random(WORDS.length)];
const code = kind => `${kind}/${random(0x7fffffff).toString(36)}${random(0x7fffffff).toString(36)}`;

class Place {
  constructor() {
    this.street = `${word()} lane ${code('no')}`;
    this.town = word();
    this.position = {latitude: random(180_000) / 1000 - 90, longitude: random(360_000) / 1000 - 180};
  }
}

class Customer extends EventEmitter {
  #password = code('hash');

  constructor(number) {
    super();
    this.number = number;
    this.name = `${word()} ${code('customer')}`;
    this.home = new Place();
    this.since = new Date(1.5e12 + number * 6e4);
    this.labels = [word(), word()];
    this.on('parcel', parcel => this.#password.length + parcel.weight);
  }
}

class Parcel {
  constructor(sender, number) {
    this.number = number;
    this.sender = sender;
    this.weight = (number % 400) / 7;
    this.stops = Array.from({length: 1 + (number % 4)}, (_, at) => new Stop(this, at));
    this.notes = {handling: word(), reference: code('parcel'), tries: number % 3};
  }
}

class Stop {
  constructor(parcel, at) {
    this.parcel = parcel;
    this.depot = at * 31 + (parcel.number % 97);
    this.at = 1.7e9 + parcel.number * 0.25;
  }
}

class Region {
  constructor(parent, depth) {
    this.parent = parent;
    this.area = {name: word(), level: depth};
    this.parts = depth ? [1, 2, 3, 4].map(() => new Region(this, depth - 1)) : [];
  }
}

/** The recently used ones, in a list that goes both ways. */
class Recent {
  entries = new Map();
  last = null;

  add(key, value) {
    const entry = {key, value, before: this.last, after: null};
    if (this.last) this.last.after = entry;
    this.entries.set(key, (this.last = entry));
  }
}

function priceOf(parcel) {
  const table = [parcel.weight, code('tariff')];
  let asked = 0;
  return {price: () => (asked += table[0]), tariff: () => table[1]};
}

async function delivery(parcel, gate) {
  const receipt = {parcel, text: code('receipt')};
  await gate;
  return receipt;
}

function* route(parcel) {
  for (const stop of parcel.stops) yield stop;
}

/** Text as V8 keeps it: concatenated, cut out of another, of two bytes a character, equal to many others, flat. */
function addTexts(texts, customer, number) {
  texts.push(`to be delivered to ${customer.name} at any time, ` + customer.home.street);
  texts.push(`${customer.home.street}, ${customer.home.town}, ${number}`.slice(3, 36));
  texts.push(number % 6 ? JSON.parse(`"status ${number % 89}"`) : `Příliš žluťoučký kůň ${number} \u{1F4E6}`);
}

function addRarities(rarities, customer, number) {
  rarities.push(
    new RegExp(`${word()}-${number}`, 'u'),
    BigInt(number) ** 7n,
    Symbol(code('mark')),
    new Error(`lost ${number}`),
    new Proxy({number}, {get: () => customer}),
    new Map([[{number}, [customer]]]),
    [, , number, ,],
    new Float64Array(8 + (number % 50)),
    Buffer.from(code('scan')),
  );
}

class Service extends EventEmitter {
  customers = [];
  parcels = new Map();
  byName = Object.create(null);
  recent = new Recent();
  profiles = new WeakMap();
  regions = [];
  prices = [];
  deliveries = [];
  routes = [];
  groups = [];
  watched = [];
  texts = [];
  settings = {};
  documents = [];
  rarities = [];
  gate = new Promise(() => {});

  constructor(customers) {
    super();
    for (let number = 0; number < customers; number++) this.#add(new Customer(number), number);
  }

  #add(customer, number) {
    this.customers.push(customer);
    this.byName[customer.name] = customer;
    this.profiles.set(customer, {visits: number % 50, page: code('page')});
    for (let at = 0; at < 3; at++) this.parcels.set(number * 3 + at, new Parcel(customer, number * 3 + at));
    const parcel = this.parcels.get(number * 3);
    this.prices.push(priceOf(parcel));
    addTexts(this.texts, customer, number);
    this.settings[code('key')] = number % 3 ? number * 1.5 : code('value');
    if (number % 2) this.recent.add(code('search'), {number, found: code('hit').repeat(3)});
    if (number % 4 === 0) this.documents.push(JSON.parse(`{"kind":"${word()}","lines":[{"n":${number}},{"n":null}],"ok":true}`));
    if (number % 5 === 0) this.deliveries.push(delivery(parcel, this.gate));
    if (number % 8 === 0) this.groups.push(new Set([customer, number, word()]));
    if (number % 20 === 0) {
      const started = route(parcel);
      started.next();
      this.routes.push(started);
      this.watched.push(new WeakRef(customer));
    }
    if (number % 60 === 0) addRarities(this.rarities, customer, number);
    if (number % 150 === 0) this.regions.push(new Region(null, 3));
  }

  /** The known leak: whoever tracks a parcel never stops listening. */
  leak() {
    for (const [number, parcel] of this.parcels) {
      if (number % 10) continue;
      const tracking = {parcel: new Parcel(parcel.sender, number), opened: code('tracking'), marks: [number + 0.5]};
      this.on('moved', () => tracking.opened.length);
    }
  }

  leave() {
    for (let left = Math.floor(this.customers.length / 20); left > 0; left--) {
      const customer = this.customers.pop();
      delete this.byName[customer.name];
      for (let at = 0; at < 3; at++) this.parcels.delete(customer.number * 3 + at);
    }
  }
}

function write(file) {
  globalThis.gc();
  v8.writeHeapSnapshot(file);
}

function writeHeap(megabytes, before, after) {
  const customers = Math.max(1, Math.round((megabytes * 1e6 - BYTES_OF_NODE) / BYTES_PER_CUSTOMER));
  const service = (globalThis.service = new Service(customers));
  service.setMaxListeners(0);
  write(before);
  if (!after) return;
  service.leak();
  service.leave();
  write(after);
}

/** Lines of a log, each of them different. */
function writeStrings(megabytes, file) {
  const filler = `${WORDS.join(' ')}. `.repeat(6).slice(0, 900);
  const lines = (globalThis.lines = []);
  for (let number = 0; number < megabytes * 1000; number++) {
    lines.push(Buffer.from(`${number} ${code('line')} ${filler}`).toString('latin1'));
  }
  write(file);
}

const words = process.argv.slice(2);
const strings = words[0] === '--strings';
if (strings) words.shift();
const [megabytes, ...files] = words;
if (!(Number(megabytes) > 0) || files.length === 0 || files.length > (strings ? 1 : 2) || !globalThis.gc) {
  console.error('usage: node --expose-gc make-heap.mjs [--strings] MEGABYTES FILE [LATER-FILE]');
  process.exit(2);
}
(strings ? writeStrings : writeHeap)(Number(megabytes), ...files);
