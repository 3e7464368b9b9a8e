'use strict';
// Popovers that follow the size of their content.
class Popover { constructor(number) { this.number = number; this.element = document.createElement('aside'); this.sizes = [number]; } }

class Popovers {
  constructor() { this.watchers = new Set(); }
  open(popover) {
    const watcher = new MutationObserver(() => popover.sizes.push(popover.element.childElementCount));
    watcher.observe(popover.element, { childList: true });
    this.watchers.add(watcher);
    popover.element.append(`popover ${popover.number}`);
    document.getElementById('place').replaceChildren(popover.element);
  }
}

const popovers = new Popovers();
let number = 0;
// what the user does: open a popover, which closes the one before
async function step() { popovers.open(new Popover(number++)); await null; }
