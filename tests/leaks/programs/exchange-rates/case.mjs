export default {
  runtime: 'node 20',
  packages: {'lru-cache': '11.5.3'},
  series: ['A', 'B', 'C'],
  warmUp: 300,
  units: 750,
  perUnit: 1 / 3,
  request: (i) => ({path: `/${i}/${i * 2}`}),
  leak: true,
  what: 'One conversion in three adds an Unusual to the module-level array unusual, which nobody empties.',
  culprit: [['system / Context', 'unusual']],
  growsClass: ['Unusual'],
  holderAny: ['unusual'],
  innocent: [
    'the LRU cache days with a DayRates each, which grows more than the leak from A (300) to B (700, full) and is only replaced from B to C',
    'compiled code',
  ],
  note: 'Judge A, B, C as a series: from A to B the cache, which is bounded, grows by more bytes than the leak.',
};
