export default {
  stored: false,
  runtime: 'node 18',
  warmUp: 200,
  units: 1500,
  request: (i) => ({path: `/door/${i % 6}`}),
  leak: true,
  what: 'Door.openings keeps the Date of every time the door was opened.',
  culprit: [['Door', 'openings']],
  growsClass: ['Date'],
  holderAny: ['openings', 'Door', 'doors'],
  innocent: ['compiled code'],
};
