export default {
  stored: false,
  report: 'SauravKanchan/svelte-chartjs#25',
  page: 'index.html',
  packages: {'chart.js': '2.9.4'},
  warmUp: 10,
  units: 50,
  leak: true,
  what: 'Every page of sales makes a Chart of Chart.js and does not destroy it; the dictionary instances of Chart.js keeps all of them, with the detached <canvas>.',
  culprit: [['Chart', 'instances']],
  growsClass: ['Chart'],
  holderAny: ['instances', 'Chart'],
  innocent: [],
};
