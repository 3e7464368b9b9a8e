export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 200,
  units: 800,
  request: (i) => ({path: `/user-${i}`}),
  leak: true,
  what: 'WeakCache.#entries keeps the key of every avatar ever shown, with an empty WeakRef; the avatars themselves are freed.',
  culprit: [['WeakCache', '#entries']],
  growsClass: ['WeakRef'],
  holderAny: ['#entries', 'WeakCache', 'avatars'],
  innocent: ['compiled code', 'the last few Avatars'],
};
