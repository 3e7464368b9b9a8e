'use strict';
// Shows a spinner while something is loaded.
class Spinner {
  constructor(place) {
    this.element = document.createElement('i');
    this.element.append(new Text('busy'), document.createElement('b'));
    this.turns = 0;
    place.replaceChildren(this.element);
    this.turn();
  }
  turn() { this.turns++; requestAnimationFrame(() => this.turn()); }
}

// what the user does: open something that has to be loaded
async function step() {
  new Spinner(document.getElementById('place'));
  await new Promise((done) => setTimeout(done));
}
