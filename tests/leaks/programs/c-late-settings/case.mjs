export default {
  stored: false,
  runtime: 'node 18',
  warmUp: 60,
  units: 300,
  request: (i) => ({path: i < 60 ? `/hello/${i}` : `/town/${i % 900}`}),
  leak: false,
  what: 'The table of towns is read once, when it is first needed, after A.',
  innocent: ['Town'],
};
