export default {
  stored: false,
  runtime: 'node 22',
  packages: {handlebars: '4.7.8'},
  warmUp: 30,
  units: 200,
  request: (i) => ({path: `/mail/${i}`}),
  leak: true,
  what: 'Every mail registers its layout as a partial of Handlebars under a name of its own; the dictionary partials of the one environment keeps all of them, compiled.',
  culprit: [['HandlebarsEnvironment', 'partials']],
  growsClass: ['Layout'],
  holderAny: ['partials', 'HandlebarsEnvironment'],
  innocent: ['compiled code'],
};
