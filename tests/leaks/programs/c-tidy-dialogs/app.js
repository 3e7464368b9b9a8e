'use strict';
// Dialogs that clean up.
class Dialog {
  constructor(place) {
    this.ending = new AbortController();
    this.element = document.createElement('dialog');
    this.element.append(document.createElement('p'), document.createElement('button'));
    place.append(this.element);
    const { signal } = this.ending;
    window.addEventListener('resize', () => this.place(), { signal });
    document.addEventListener('keydown', () => this.close(), { signal });
    this.seen = new IntersectionObserver(() => this.place());
    this.seen.observe(this.element);
    this.motion = this.element.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 60000 });
  }
  place() { this.element.style.top = '10px'; }
  close() {
    this.ending.abort();
    this.seen.disconnect();
    this.motion.cancel();
    this.element.remove();
  }
}

// what the user does: open a dialog and close it
async function step() {
  const dialog = new Dialog(document.getElementById('place'));
  await new Promise((done) => setTimeout(done));
  dialog.close();
}
