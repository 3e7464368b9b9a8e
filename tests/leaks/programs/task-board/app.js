'use strict';
// A board of tasks in Preact. A card listens to the store for as long as it is shown – but nothing ends it.
const { h, render } = preact;
const { useEffect, useState } = preactHooks;

class TaskStore {
  constructor() { this.tasks = []; this.watchers = new Set(); }
  watch(watcher) { this.watchers.add(watcher); }
  add(task) {
    this.tasks = [...this.tasks.slice(-4), task];
    for (const watcher of this.watchers) watcher(task);
  }
}

const store = new TaskStore();

function Card({ task }) {
  const [seen, setSeen] = useState(0);
  useEffect(() => {
    store.watch((other) => { if (other.owner === task.owner) setSeen(other.number); });
  }, []);
  return h('article', { class: 'card' }, h('h2', null, task.title), h('p', null, `${task.owner}, last ${seen}`));
}

function Board() {
  return store.tasks.map((task) => h(Card, { key: task.number, task }));
}

let number = 0;
const board = document.getElementById('board');
// what the user does: write down a task; the oldest card leaves the board
async function step() {
  store.add({ number, title: `Task ${number}`, owner: `owner ${number % 50}` });
  number++;
  render(h(Board), board);
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}
