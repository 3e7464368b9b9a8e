export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 5,
  units: 15,
  request: (i) => ({path: `/run/plugin-${i}`}),
  leak: true,
  what: 'The Map sandboxes keeps a context of vm for every plugin that was ever run, each a realm of its own.',
  culprit: [['Sandbox']],
  growsClass: ['Sandbox'],
  holderAny: ['sandboxes'],
  innocent: ['compiled code'],
};
