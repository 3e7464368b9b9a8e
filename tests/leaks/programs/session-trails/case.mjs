export default {
  stored: false,
  runtime: 'node 18',
  warmUp: 600,
  units: 6000,
  request: (i) => ({path: `/terminal/${i % 60}/${(i * 31) % 997}`}),
  leak: true,
  inPlace: true,
  what: 'Each of the 60 terminals remembers the number of every article that was ever scanned there, in Terminal.trail.',
  culprit: [['Terminal', 'trail']],
  growsClass: ['Array'],
  holderAny: ['trail', 'Terminal', 'terminals'],
  innocent: ['compiled code'],
};
