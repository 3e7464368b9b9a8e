export default {
  stored: false,
  runtime: 'node 18',
  packages: {express: '5.3.0'},
  warmUp: 300,
  units: 800,
  request: (i) => ({path: `/product/sku-${i % 40}`}),
  leak: true,
  what: 'SessionStore keeps a Session for every visitor without a cookie in its dictionary `open` and never removes one.',
  culprit: [['SessionStore', 'open']],
  growsClass: ['Session', '{sku}'],
  holderAny: ['SessionStore', 'sessions'],
  innocent: ['compiled code'],
};
