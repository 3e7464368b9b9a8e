export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 60,
  units: 250,
  request: (i) => ({path: `/tap/${i}`}),
  leak: true,
  what: 'Every request pipes the one stream measurements into a Transform of its own and never unpipes it.',
  culprit: [['PassThrough', '_readableState'], ['PassThrough', '_events']],
  growsClass: ['Filter'],
  holderAny: ['measurements', 'pipes', '_events'],
  innocent: ['compiled code'],
};
