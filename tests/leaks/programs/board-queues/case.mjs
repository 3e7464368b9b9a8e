export default {
  stored: false,
  runtime: 'deno',
  warmUp: 60,
  units: 500,
  request: (i) => ({path: `/message/${i}`}),
  leak: true,
  what: 'The Follower called archive waits for ever in its loop, so the queue of messages for it only grows.',
  culprit: [['Follower', 'queue']],
  growsClass: ['{text, at, seen}', 'Date'],
  holderAny: ['queue', 'Follower', 'followers'],
  innocent: ['compiled code'],
};
