'use strict';
// Cards that lay themselves out by their size.
class SizeWatch {
  constructor() {
    this.callbacks = new Map();
    this.observer = new ResizeObserver((entries) => entries.forEach(({ target }) => this.callbacks.get(target)?.()));
  }
  watch(element, callback) {
    this.callbacks.set(element, callback);
    this.observer.observe(element);
  }
}

const sizes = new SizeWatch();

class Card {
  constructor(place, number) {
    this.element = document.createElement('figure');
    this.columns = 1;
    place.append(this.element);
    sizes.watch(this.element, () => { this.columns = this.element.offsetWidth > 300 ? 2 : 1; });
  }
  close() { this.element.remove(); }
}

let number = 0;
function step() { new Card(document.getElementById('place'), ++number).close(); }
