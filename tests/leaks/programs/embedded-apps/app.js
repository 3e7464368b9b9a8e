'use strict';
// A shell that shows apps of others in its middle.
class Shell {
  constructor(place) { this.place = place; this.mounted = new Map(); }
  open(name) {
    const container = document.createElement('article');
    this.place.replaceChildren(container);
    const root = ReactDOM.createRoot(container);
    this.mounted.set(name, root);
    ReactDOM.flushSync(() => root.render(React.createElement('ul', null, ['a', 'b'].map((key) => React.createElement('li', { key }, `${name} ${key}`)))));
  }
}

const shell = new Shell(document.getElementById('place'));
let number = 0;
async function step() {
  shell.open(`app ${++number}`);
  await new Promise((resolve) => setTimeout(resolve, 2));
}
