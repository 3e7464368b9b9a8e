// A drawing whose last fifty steps can be undone.
class Step {
  constructor(shape, at) { this.shape = shape; this.at = at; }
}

class History {
  steps = [];
  push(step) {
    this.steps.push(step);
    if (this.steps.length > 50) this.steps.shift();
  }
}

const history_ = new History();
const board = document.querySelector('main');
let at = 0;

function step() {
  const shape = document.createElement('i');
  shape.style.left = `${++at % 300}px`;
  board.append(shape);
  history_.push(new Step(shape, at));
  if (board.childElementCount > 100) board.firstChild.remove();
  shape.remove();
}
