export default {
  stored: false,
  report: 'server-sent events: streams of clients that have gone',
  runtime: 'deno',
  warmUp: 30,
  units: 200,
  request: (i) => ({path: `/join/${i}`}),
  leak: true,
  what: 'The Set News.clients keeps a Client with its stream controller for everybody who ever listened; cancel() is not handled.',
  culprit: [['News', 'clients']],
  growsClass: ['Client'],
  holderAny: ['clients', 'News', 'news'],
  innocent: ['compiled code'],
};
