'use strict';
// Menus that are closed by a key.
class Menu {
  constructor(place) {
    this.element = document.createElement('menu');
    for (const name of ['open', 'save', 'close']) this.element.append(Object.assign(document.createElement('li'), { textContent: name }));
    place.append(this.element);
    this.onKey = (event) => { if (event.key === 'Escape') this.close(); };
    document.addEventListener('keydown', this.onKey);
  }
  close() {
    document.removeEventListener('keydown', this.onKey);
    this.element.remove();
  }
}

// what the user does: open a menu and close it
function step() { new Menu(document.getElementById('place')).close(); }
