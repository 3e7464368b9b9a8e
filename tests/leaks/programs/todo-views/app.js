'use strict';
// Components that know their parent and their children.
class Component {
  constructor(parent, props) { this.parent = parent; this.props = props; this.children = []; parent?.children.push(this); }
  mount(where) { this.element = this.render(); where.append(this.element); }
  unmount() { this.element.remove(); }
}

class Item extends Component {
  render() {
    const line = document.createElement('li');
    line.textContent = this.props.text;
    line.onclick = () => this.toggle();
    return line;
  }
  toggle() { this.props.done = !this.props.done; }
}

class List extends Component {
  render() {
    const list = document.createElement('ul');
    for (const text of this.props.texts) new Item(this, { text, done: false }).mount(list);
    return list;
  }
}

class App extends Component {
  show(texts) {
    this.list?.unmount();
    this.list = new List(this, { texts });
    this.list.mount(document.getElementById('place'));
  }
}

const app = new App(null, {});
let day = 0;
// what the user does: look at the next day
function step() { day++; app.show([`call ${day}`, `write ${day}`, `buy ${day}`]); }
