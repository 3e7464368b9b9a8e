export default {
  stored: false,
  runtime: 'bun',
  warmUp: 50,
  units: 400,
  request: (i) => ({path: `/article-${i}?from=mail`}),
  leak: true,
  what: 'Statistics.views, an object, has a View for every address ever asked for, the question mark and what follows included.',
  culprit: [['Statistics', 'views']],
  growsClass: ['View'],
  holderAny: ['views', 'Statistics', 'statistics'],
  innocent: ['compiled code'],
};
