export default {
  stored: false,
  runtime: 'node 20',
  packages: {'prom-client': '15.1.3'},
  warmUp: 200,
  units: 900,
  request: (i) => ({path: `/${['cart', 'home', 'order', 'help'][i % 4]}/${i}`}),
  leak: false,
  what: 'Durations are counted by the four routes of the shop, so there are never more series.',
  innocent: ['compiled code'],
};
