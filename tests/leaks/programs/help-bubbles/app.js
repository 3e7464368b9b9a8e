'use strict';
// A form with help for its fields.
class Bubble {
  constructor(target) { this.target = target; this.element = document.createElement('q'); this.element.textContent = `help for ${target.name}`; }
}
class Bubbles {
  constructor() { this.byTarget = new Map(); }
  point(target) {
    if (!this.byTarget.has(target)) this.byTarget.set(target, new Bubble(target));
    target.after(this.byTarget.get(target).element);
  }
}

const bubbles = new Bubbles();
let number = 0;
// what the user does: open a form and point at its field
function step() {
  const field = document.createElement('input');
  field.name = `field ${number++}`;
  document.getElementById('form').replaceChildren(field);
  bubbles.point(field);
}
