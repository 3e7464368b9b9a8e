'use strict';
// Shows a share and keeps its price up to date. Choosing another share takes the old ticker off the page; its clock
// ticks on.
class Ticker {
  constructor(share) {
    this.share = share;
    this.prices = Array.from({ length: 12 }, (_, i) => ({ at: `${9 + i}:00`, price: (share * 17 + i * 3) % 90 }));
    this.element = document.createElement('output');
    this.update();
    setInterval(() => this.update(), 60_000);
  }
  update() { this.element.textContent = `Share ${this.share}: ${this.prices.at(-1).price}`; }
}

let shares = 0;
// what the user does: look at another share
function step() {
  document.getElementById('watch').replaceChildren(new Ticker(shares++).element);
}
