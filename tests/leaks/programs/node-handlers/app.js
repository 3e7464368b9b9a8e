'use strict';
// A small library of handlers, by node and by type.
const handlers = new Map();

function on(node, type, handler) {
  if (!handlers.has(node)) handlers.set(node, new Map());
  const ofNode = handlers.get(node);
  if (!ofNode.has(type)) { ofNode.set(type, new Set()); node.addEventListener(type, (event) => { for (const each of ofNode.get(type)) each(event); }); }
  ofNode.get(type).add(handler);
}

class Row {
  constructor(number) {
    this.number = number;
    this.element = document.createElement('article');
    this.element.textContent = `row ${number}`;
    on(this.element, 'click', () => this.open());
    on(this.element, 'focus', () => this.open());
  }
  open() { this.isOpen = true; }
}

let number = 0;
// what the user does: see another row
function step() { document.getElementById('place').replaceChildren(new Row(number++).element); }
