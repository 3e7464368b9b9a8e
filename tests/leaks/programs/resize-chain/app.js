'use strict';
// Panels that measure themselves when the window changes.
class Panel {
  constructor(place) {
    this.element = document.createElement('section');
    this.width = 0;
    place.append(this.element);
    const before = window.onresize;
    window.onresize = (event) => {
      before?.(event);
      this.width = this.element.offsetWidth;
    };
  }
  close() { this.element.remove(); }
}

function step() { new Panel(document.getElementById('place')).close(); }
