// "Leave without saving?": the caller waits for the answer. Going elsewhere takes the dialog away.
class LeaveDialog {
  static open = {};
  static last = 0;
  constructor(question) {
    this.question = question;
    this.element = document.createElement('dialog');
    this.element.append(question);
    this.id = ++LeaveDialog.last;
  }
  ask() {
    document.body.append(this.element);
    return new Promise((resolve) => { LeaveDialog.open[this.id] = {dialog: this, resolve}; });
  }
  static answer(id, yes) {
    LeaveDialog.open[id].resolve(yes);
    delete LeaveDialog.open[id];
  }
}

class Draft {
  constructor(text) { this.text = text; }
  async leave() {
    if (await new LeaveDialog(`Discard ${this.text.length} letters?`).ask()) this.text = '';
  }
}

let count = 0;
async function step() {
  const draft = new Draft(`Dear customer ${++count}, `.repeat(8));
  draft.leave();
  await new Promise((resolve) => setTimeout(resolve));
  for (const dialog of document.querySelectorAll('dialog')) dialog.remove();
}
