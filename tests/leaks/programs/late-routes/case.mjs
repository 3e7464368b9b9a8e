export default {
  stored: false,
  runtime: 'node 20',
  packages: {express: '4.21.2'},
  warmUp: 100,
  units: 400,
  request: (i) => ({path: `/login/${i}`}),
  leak: true,
  what: 'Every login adds a route for the user to the express app, whose router.stack only grows.',
  culprit: [['Function', 'stack'], ['router', 'stack']],
  growsClass: ['Layer', 'Route'],
  holderAny: ['stack', '_router'],
  innocent: ['compiled code'],
};
