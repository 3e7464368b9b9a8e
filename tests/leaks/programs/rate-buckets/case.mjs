export default {
  stored: false,
  runtime: 'node 18',
  packages: {koa: '3.3.0'},
  warmUp: 300,
  units: 900,
  request: (i) => ({
    path: `/?place=street-${i % 30}`,
    headers: {'x-forwarded-for': `10.${i % 200}.${(i >> 3) % 250}.${(i * 7) % 250}`},
  }),
  leak: true,
  what: 'The rate limit keeps a bucket for every client address in the module-level object buckets and never removes one.',
  culprit: [['system / Context', 'buckets']],
  growsClass: ['{client}'],
  holderAny: ['buckets'],
  innocent: ['compiled code'],
};
