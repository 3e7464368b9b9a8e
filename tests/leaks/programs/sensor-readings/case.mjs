export default {
  runtime: 'node 18',
  warmUp: 300,
  units: 1200,
  inPlace: true,
  request: (i) => ({path: `/add/${i}`}),
  leak: true,
  what: 'Station.readings gets 25 numbers with every request and is never emptied; the numbers lie in its backing store, so that no new object is seen in a comparison.',
  culprit: [['Station', 'readings']],
  growsClass: ['Array'],
  holderAny: ['Station', 'readings'],
  innocent: ['compiled code'],
  note: 'Grows in place: the Array, whose backing store counts as its own size, is in both snapshots under one id.',
};
