export default {
  runtime: 'node 18',
  warmUp: 300,
  units: 900,
  request: (i) => ({path: i % 50 === 0 ? '/status' : `/signup?name=reader-${i}`}),
  // The texts go, the mails do not: what leaks is less than before, but it leaks.
  fixed: {leak: true},
  leak: true,
  what: 'Outbox.oldest stays at the first mail ever queued, and every sent mail still points to the next one, so the whole list of sent mails stays.',
  culprit: [['Outbox', 'oldest']],
  growsClass: ['Mail'],
  holderAny: ['Outbox', 'oldest', 'outbox'],
  note: 'The second pair is of a repair that falls short: the mails lose their texts but stay, so the same number leaks, with fewer bytes.',
  innocent: ['compiled code'],
};
