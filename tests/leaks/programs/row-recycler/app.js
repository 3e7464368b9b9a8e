'use strict';
// A long table of which only the rows in sight are elements. Rows that leave the view are kept aside and used again; the
// texts of the last 300 rows are remembered.
class RowRecycler {
  constructor() { this.spare = []; }
  take() { return this.spare.pop() ?? Object.assign(document.createElement('div'), { className: 'row' }); }
  give(row) { row.remove(); this.spare.push(row); }
}

class TextCache {
  constructor(limit) { this.limit = limit; this.texts = new Map(); }
  get(index) {
    let text = this.texts.get(index);
    if (!text) {
      text = { index, value: `measurement ${index}: ${(index * 7919) % 1000} mV` };
      this.texts.set(index, text);
      if (this.texts.size > this.limit) this.texts.delete(this.texts.keys().next().value);
    }
    return text.value;
  }
}

const recycler = new RowRecycler();
const cache = new TextCache(300);
const view = document.getElementById('view');
let top_ = 0;

// what the user does: scroll on; the window shows 10 to 40 rows, as large as it happens to be
function step() {
  const height = 10 + (top_ * 7) % 31;
  for (const row of [...view.children]) recycler.give(row);
  for (let i = 0; i < height; i++) {
    const row = recycler.take();
    row.textContent = cache.get(top_ + i);
    view.append(row);
  }
  top_++;
}
