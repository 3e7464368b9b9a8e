'use strict';
// A label printer. Labels are printed one after the other, each when the one before it is done.
const { EventEmitter } = require('events');

class Printer extends EventEmitter {
  #last = Promise.resolve();
  constructor(paper) { super(); this.paper = paper; this.printed = 0; }

  print(label) {
    const done = this.#last.then(() => this.#send(label));
    this.#last = done;
    return done;
  }

  async #send(label) {
    if (this.paper === 0) await new Promise((resolve) => { this.once('paper', resolve); });
    this.paper--;
    this.printed++;
    return label.text.length;
  }
}

module.exports = { Printer };
