'use strict';
// Guided tours.
class Tour {
  constructor(number) {
    this.steps = Array.from({ length: 12 }, (_, at) => ({ at, title: `step ${at} of tour ${number}`, seen: [] }));
    addEventListener('message', (event) => { if (event.data === 'next') this.next(); });
  }
  next() { this.steps.shift(); }
}

let number = 0;
// what the user does: begin a tour
function step() { document.title = new Tour(number++).steps[0].title; }
