export default {
  page: 'index.html',
  series: ['A', 'B', 'C'],
  warmUp: 150,
  units: 250,
  leak: false,
  what: 'Rows are used again (at most 40, detached while they are spare) and the texts of at most 300 rows are remembered: half full in A, full in B and C.',
  innocent: [
    'texts in TextCache.texts (bounded to 300: about +110 from A to B, none from B to C)',
    'spare rows, detached, at most 40 with those in sight',
  ],
  note: 'Judge A, B, C as a series: A to B alone shows the filling.',
};
