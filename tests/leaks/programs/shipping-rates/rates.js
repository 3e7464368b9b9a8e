'use strict';
const memoize = require('lodash/memoize');

class Rate {
  constructor({ zone, grams }) {
    this.zone = zone;
    this.carriers = ['post', 'express'].map((carrier, n) => ({ carrier, cents: 390 + n * 500 + Math.ceil(grams / 500) * 60 }));
  }
}

// The whole parcel is the key, with the number of its order.
const rateFor = memoize((parcel) => new Rate(parcel), (parcel) => JSON.stringify(parcel));

module.exports = { rateFor };
