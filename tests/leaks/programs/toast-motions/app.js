'use strict';
// Toasts that slide in.
class Motion { constructor(element, animation) { this.element = element; this.animation = animation; } }

class Motions {
  constructor() { this.running = []; }
  slideIn(element) {
    const motion = new Motion(element, element.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 60000 }));
    this.running.push(motion);
    motion.animation.onfinish = () => { this.running = this.running.filter((other) => other !== motion); };
    return motion;
  }
}

const motions = new Motions();

// what the user does: save, and close the toast at once
function step() {
  const toast = document.createElement('div');
  toast.append(new Text('saved'));
  document.getElementById('place').append(toast);
  const motion = motions.slideIn(toast);
  motion.animation.pause();
  toast.remove();
}
