'use strict';
// A form whose last change can be undone.
class Editor {
  constructor(form) {
    this.form = form;
    this.undo = [];
    for (let number = 0; number < 6; number++) {
      const label = document.createElement('label');
      label.append(`field ${number}`, document.createElement('input'));
      form.append(label);
    }
  }
  change(text) {
    const copy = document.createDocumentFragment();
    for (const field of this.form.children) copy.append(field.cloneNode(true));
    this.undo.push(copy);
    this.form.querySelector('input').setAttribute('value', text);
  }
}

const editor = new Editor(document.getElementById('form'));
let number = 0;
// what the user does: change a field
window.step = () => editor.change(`text ${number++}`);
