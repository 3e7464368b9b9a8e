'use strict';
// Tooltips that follow the colour scheme.
const dark = matchMedia('(prefers-color-scheme: dark)');

class Tooltip {
  constructor(place, text) {
    this.element = document.createElement('aside');
    this.element.textContent = text;
    this.paint = () => this.element.classList.toggle('dark', dark.matches);
    dark.addEventListener('change', this.paint);
    this.paint();
    place.append(this.element);
  }
  hide() { this.element.remove(); }
}

let number = 0;
function step() { new Tooltip(document.getElementById('place'), `tip ${++number}`).hide(); }
