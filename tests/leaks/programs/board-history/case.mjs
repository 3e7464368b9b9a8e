export default {
  stored: false,
  runtime: 'node 24',
  packages: {redux: '5.0.1'},
  warmUp: 200,
  units: 500,
  request: (i) => ({path: `/move/${i % 30}/${i}`}),
  leak: true,
  what: 'The reducer wraps the state in {past, present} and copies every former state into past, which has no limit.',
  culprit: [['Object', 'past']],
  growsClass: ['{cards, mover}', '{column, note}', '{name}'],
  holderAny: ['past'],
  innocent: ['compiled code'],
};
