export default {
  stored: false,
  runtime: 'node 22',
  warmUp: 60,
  units: 300,
  request: (i) => ({path: `/settings/${i}`}),
  leak: true,
  what: 'Every request watches the file of settings and never closes the FSWatcher; Node keeps the open ones.',
  culprit: [['FSEvent'], ['Node / FSEventWrap'], ['FSWatcher']],
  growsClass: ['FSWatcher', 'Settings', 'FSEvent'],
  holderAny: ['FSWatcher', 'FSEvent', 'Settings'],
  innocent: ['compiled code'],
};
