export default {
  runtime: 'node 18',
  warmUp: 300,
  units: 900,
  request: i => ({path: i % 50 === 0 ? '/status' : `/signup?name=reader-${i}`}),
  leak: true,
  what: 'Outbox.oldest stays at the first mail ever queued, and every sent mail still points to the next one, so the whole list of sent mails stays.',
  culprit: [['Outbox', 'oldest']],
  growsClass: ['Mail'],
  holderAny: ['Outbox', 'oldest', 'outbox'],
  innocent: ['compiled code'],
};
