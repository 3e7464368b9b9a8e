'use strict';
// A list that is drawn anew with each step.
class Row { constructor(number) { this.number = number; this.cells = [`row ${number}`, number % 7]; } }

let number = 0;
function step() {
  const rows = document.getElementById('rows');
  rows.innerHTML = '';
  const row = new Row(++number);
  $('<li>').text(row.cells.join()).data('row', row).on('click', () => alert(row.number)).appendTo(rows);
}
