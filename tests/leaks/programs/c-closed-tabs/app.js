'use strict';
// Tabs that are closed with all that belongs to them; the last ten titles are remembered.
const tabs = new Map();
const titles = [];
class Tab {
  constructor(id) {
    this.id = id;
    this.ended = new AbortController();
    this.element = document.createElement('section');
    this.element.innerHTML = `<h2>Tab ${id}</h2><p>text</p>`;
    addEventListener('resize', () => this.draw(), { signal: this.ended.signal });
    tabs.set(id, this);
  }
  draw() { this.width = this.element.clientWidth; }
  close() { this.ended.abort(); this.element.remove(); tabs.delete(this.id); titles.push(`Tab ${this.id}`); if (titles.length > 10) titles.shift(); }
}
let current;
let number = 0;
// what the user does: close the tab and open another
function step() { current?.close(); current = new Tab(number++); document.getElementById('place').append(current.element); }
