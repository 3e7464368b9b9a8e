export default {
  stored: false,
  page: 'index.html',
  series: ['A', 'B', 'C'],
  warmUp: 25,
  units: 60,
  leak: false,
  what: 'The last 50 pages are kept, detached, to go back to: 25 in A, 50 in B, 50 others in C.',
  innocent: ['the kept pages, which become as many as they may between A and B'],
};
