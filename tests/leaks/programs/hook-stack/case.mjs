export default {
  stored: false,
  runtime: 'node 18',
  warmUp: 25,
  units: 120,
  request: (i) => ({path: `/watch/${i}`}),
  leak: true,
  what: 'Every request enables an async hook of its own and never disables it; Node keeps enabled hooks, each with its TaskCount.',
  culprit: [['AsyncHook'], ['TaskCount']],
  growsClass: ['AsyncHook', 'TaskCount'],
  holderAny: ['active_hooks', 'array', 'AsyncHook', 'hooks_array'],
  innocent: ['compiled code'],
};
