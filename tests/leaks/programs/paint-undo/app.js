'use strict';
// Paints, with undo.
class Undo { constructor() { this.states = []; } }

const undo = new Undo();
const pen = document.getElementById('canvas').getContext('2d', { willReadFrequently: true });
let number = 0;
// what the user does: paint a stroke
function step() {
  undo.states.push(pen.getImageData(0, 0, 40, 30));
  pen.fillRect(number++ % 40, number % 30, 5, 5);
}
