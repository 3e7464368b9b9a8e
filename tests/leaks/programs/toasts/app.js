'use strict';
// Short messages, each an element of its own kind.
class AppToast extends HTMLElement {
  static toasts = [];
  connectedCallback() {
    AppToast.toasts.push(this);
    const text = document.createElement('span');
    text.textContent = this.getAttribute('text');
    this.replaceChildren(text);
  }
}
customElements.define('app-toast', AppToast);

let number = 0;
// what the user does: something that is confirmed by a message
function step() {
  const toast = document.createElement('app-toast');
  toast.setAttribute('text', `Saved ${number++}`);
  document.getElementById('place').replaceChildren(toast);
}
