'use strict';
// Widgets that people put together.
function widget(number, texts) {
  const name = `my-widget-${number}`;
  customElements.define(name, class Widget extends HTMLElement {
    connectedCallback() { this.textContent = texts.join(' '); }
    disconnectedCallback() { this.textContent = ''; }
    get texts() { return texts; }
  });
  return document.createElement(name);
}

let number = 0;
function step() {
  const element = widget(++number, [`widget ${number}`, 'by me', `of ${new Date().getFullYear()}`]);
  document.getElementById('place').append(element);
  element.remove();
}
