export default {
  runtime: 'node 20',
  series: ['A', 'B', 'C'],
  warmUp: 700,
  units: 1000,
  request: (i) => ({path: i % 100 === 0 ? '/percentile' : `/article/${i}`}),
  leak: false,
  what: 'A linked list of the last 1500 samples that is half full in A, full in B and only replaced in C.',
  innocent: [
    'Sample in SlidingWindow (bounded to 1500: about +810 from A to B, none from B to C, where 990 are replaced)',
    'compiled code',
  ],
  note: 'Judge A, B, C as a series: A to B alone shows the filling.',
};
