export default {
  report: 'cloudflare: a cache of responses in the isolate',
  runtime: 'workerd',
  warmUp: 30,
  units: 200,
  request: (i) => ({path: `/image/${i}`}),
  leak: true,
  what: 'Images.recent keeps the bytes of every image that was ever asked for; only its name says that it is recent.',
  culprit: [['Images', 'recent']],
  growsClass: ['Image'],
  holderAny: ['recent', 'Images', 'images'],
  innocent: ['compiled code'],
};
