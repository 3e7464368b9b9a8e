'use strict';
// A table of ten thousand rows, of which thirty are in the page.
class RowWindow {
  constructor(body) { this.body = body; this.first = 0; this.rows = []; }
  row(number) {
    const element = document.createElement('tr');
    for (const text of [number, number * 7, `row ${number}`]) element.append(Object.assign(document.createElement('td'), { textContent: text }));
    element.addEventListener('click', () => { this.selected = number; });
    return element;
  }
  scroll(to) {
    this.first = to;
    this.rows = Array.from({ length: 30 }, (_, i) => this.row(to + i));
    this.body.replaceChildren(...this.rows);
  }
}

const rows = new RowWindow(document.getElementById('rows'));
let at = 0;
function step() { rows.scroll(at += 3); }
