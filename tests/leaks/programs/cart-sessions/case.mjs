export default {
  runtime: 'node 22',
  packages: {express: '5.3.0'},
  warmUp: 300,
  units: 800,
  request: i => ({path: `/product/sku-${i % 40}`}),
  fixed: true,
  leak: true,
  what: 'SessionStore keeps a Session for every visitor without a cookie in its dictionary `open` and never removes one.',
  culprit: [['SessionStore', 'open']],
  growsClass: ['Session'],
  holderAny: ['SessionStore', 'open', 'sessions'],
  innocent: ['compiled code'],
};
