export default {
  stored: false,
  series: ['A', 'B', 'C'],
  runtime: 'node 20',
  warmUp: 40,
  units: 500,
  request: (i) => ({path: `/campaign/${i}`}),
  leak: true,
  what: 'The prices of every campaign are made with Object.create() on those before it; the variable prices leads to all of them by their prototypes.',
  culprit: [['system / Context', 'prices']],
  growsClass: ['{campaign}', '{name}'],
  holderAny: ['prices'],
  innocent: ['compiled code'],
};
