'use strict';
// Pages of sales, each with a chart.
class SalesPage {
  constructor(place, month) {
    this.element = document.createElement('section');
    const canvas = this.element.appendChild(document.createElement('canvas'));
    place.append(this.element);
    this.chart = new Chart(canvas, {
      type: 'bar',
      options: { animation: { duration: 0 }, responsive: false },
      data: { labels: ['a', 'b', 'c'], datasets: [{ label: `month ${month}`, data: [month, 7, 9] }] },
    });
  }
  leave() { this.element.remove(); }
}

let month = 0;
function step() { new SalesPage(document.getElementById('place'), ++month).leave(); }
