export default {
  stored: false,
  runtime: 'node 18',
  packages: {express: '4.21.2'},
  warmUp: 200,
  units: 800,
  request: (i) => ({path: `/order/${i}`}),
  leak: true,
  what: 'app.locals gets an entry for every order, under a registered symbol of its own.',
  culprit: [['Object', '<symbol order'], ['EventEmitter', 'locals'], ['Function', 'locals'], ['', 'locals']],
  growsClass: ['{paid, text}', 'Order'],
  holderAny: ['locals'],
  innocent: ['compiled code'],
};
