'use strict';
// Dashboard of meters. Choosing another meter builds a new panel; the old one is taken off the page.
class ChartPanel {
  constructor(meter) {
    this.meter = meter;
    this.points = Array.from({ length: 24 }, (_, hour) => ({ hour, kwh: (meter * 13 + hour * 5) % 40 }));
    this.element = document.createElement('section');
    this.element.className = 'panel';
    this.canvas = document.createElement('canvas');
    this.element.append(this.canvas);
    // The panel is redrawn when the window changes its size, until it is closed.
    this.closed = new AbortController();
    window.addEventListener('resize', () => this.draw(), { signal: this.closed.signal });
    this.draw();
  }
  draw() { this.canvas.width = Math.min(300, this.element.clientWidth || 120); this.canvas.title = `meter ${this.meter}: ${this.points[0].kwh} kWh`; }
  close() { this.closed.abort(); this.element.remove(); }
}

let open_;
let meters = 0;
// what the user does: look at the next meter
function step() {
  open_?.close();
  open_ = new ChartPanel(meters++);
  document.getElementById('panels').append(open_.element);
}
