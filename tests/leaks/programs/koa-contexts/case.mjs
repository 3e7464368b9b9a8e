export default {
  stored: false,
  runtime: 'node 20',
  packages: {koa: '2.15.3'},
  warmUp: 60,
  units: 250,
  request: (i) => ({path: `/page/${i}`}),
  leak: true,
  what: 'The middleware keeps the Koa context of every request in slowest.seen, to sort them by duration.',
  culprit: [['Slowest', 'seen']],
  growsClass: ['{ctx}', 'IncomingMessage', 'ServerResponse'],
  holderAny: ['Slowest', 'seen', 'slowest'],
  innocent: ['compiled code'],
};
