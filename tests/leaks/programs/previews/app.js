'use strict';
// Writes letters. Now and then the letter is shown in a frame of its own; for printing, the frame's window is kept.
class PrintJobs {
  constructor() { this.windows = []; }
  add(window_) { this.windows.push(window_); }
}

const jobs = new PrintJobs();
let strokes = 0;

function preview(text) {
  const frame = document.createElement('iframe');
  document.getElementById('preview').replaceChildren(frame);
  frame.contentWindow.letter = { text, pages: Math.ceil(text.length / 20) };
  frame.contentDocument.body.textContent = text;
  jobs.add(frame.contentWindow);
}

// what the user does: type; every fortieth time the letter is shown
function step() {
  if (strokes++ % 40 === 0) preview(`Dear reader, this is letter ${strokes}.`);
}
