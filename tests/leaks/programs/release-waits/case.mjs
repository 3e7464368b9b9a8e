export default {
  runtime: 'node 24',
  warmUp: 80,
  units: 300,
  request: (i) => ({path: `/wait/${i}`}),
  leak: true,
  what: "Every request waits for the event 'release' of the emitter releases, which never comes: it keeps a listener, and one for 'error', with the Waiter.",
  culprit: [['Object', 'release'], ['Object', 'error']],
  growsClass: ['Waiter', 'Promise', 'Function'],
  holderAny: ['release', 'releases', 'error'],
  innocent: ['compiled code'],
};
