// A program in TypeScript that is bundled and minified before it runs: each basket stays a listener of the feed of prices.
// usage: node prices.js BEFORE AFTER

import {EventEmitter} from 'node:events';
import {writeHeapSnapshot} from 'node:v8';
import {openBasket} from './baskets.ts';

const priceFeed = new EventEmitter();
priceFeed.setMaxListeners(0);
(globalThis as {priceFeed?: EventEmitter}).priceFeed = priceFeed;

const [before, after] = process.argv.slice(2);
let customers = 0;
const open = (count: number): void => {
  for (let opened = 0; opened < count; opened++) openBasket(customers++, priceFeed);
};

open(20);
writeHeapSnapshot(before);
open(400);
priceFeed.emit('price', {article: 'tea', cents: 250});
writeHeapSnapshot(after);
