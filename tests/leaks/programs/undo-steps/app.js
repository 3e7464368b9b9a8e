'use strict';
// Slides whose changes can be taken back.
const undo = (() => {
  const steps = [];
  return {
    does(step) { steps.push(step); },
    last() { steps.pop()?.(); },
  };
})();

function paragraph(text) {
  const node = document.createElement('p');
  node.append(text, document.createElement('em'));
  return node;
}

function replace(slide, text) {
  const before = [...slide.childNodes];
  slide.replaceChildren(paragraph(text));
  undo.does(() => slide.replaceChildren(...before));
}

let version = 0;
// what the user does: write the slide anew
function step() { replace(document.getElementById('slide'), `version ${version++}`); }
