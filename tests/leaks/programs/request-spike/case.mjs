export default {
  runtime: 'node 18',
  warmUp: 150,
  units: 300,
  // In the middle between A and B each of 100 requests brings 60 jobs instead of one; all are done and fetched before B.
  request: (i) => ({path: i % 25 === 24 ? '/fetch' : `/resize/picture${i}/${i >= 200 && i < 300 ? 60 : 1}`}),
  leak: false,
  what: 'A spike of 6000 jobs between A and B that were all done and fetched by the time of B.',
  innocent: ['compiled code', 'room that the queue and the results keep'],
};
