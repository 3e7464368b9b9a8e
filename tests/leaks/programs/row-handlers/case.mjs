export default {
  stored: false,
  report: 'jQuery 1: elements taken out by innerHTML',
  page: 'index.html',
  packages: {jquery: '1.12.4'},
  warmUp: 40,
  units: 250,
  leak: true,
  what: 'Rows are taken out by innerHTML, not by jQuery, so the dictionary jQuery.cache keeps their click handlers and data, and with them the Row.',
  culprit: [['jQuery', 'cache'], ['Function', 'cache']],
  growsClass: ['Row'],
  holderAny: ['cache', 'jQuery'],
  innocent: [],
};
