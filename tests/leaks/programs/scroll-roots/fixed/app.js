// Lists that scroll on their own, each with a sentinel that asks for more.
const rootIds = new WeakMap();
let lastRoot = 0;

function rootId(root) {
  if (!root) return '0';
  if (!rootIds.has(root)) rootIds.set(root, String(++lastRoot));
  return rootIds.get(root);
}

class Feed {
  constructor(count) {
    this.element = document.createElement('section');
    this.element.style.overflow = 'auto';
    for (let i = 0; i < count; i++) {
      const row = document.createElement('p');
      row.textContent = `row ${i}`;
      this.element.append(row);
    }
    document.querySelector('main').append(this.element);
    this.id = rootId(this.element);
    this.observer = new IntersectionObserver(() => this.more(), {root: this.element});
    this.observer.observe(this.element.lastChild);
  }
  more() { this.wanted = true; }
  close() { this.observer.disconnect(); this.element.remove(); }
}

async function step() {
  const feed = new Feed(12);
  await new Promise((resolve) => setTimeout(resolve));
  feed.close();
}
