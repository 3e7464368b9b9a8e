export default {
  runtime: 'node 18',
  warmUp: 150,
  units: 500,
  request: (i) => ({path: i % 6 === 0 ? '/' : `/change?dark=${i % 2}&quota=${i % 40}`}),
  leak: true,
  what: 'Every change of the flags wraps the flags before it in a closure (context variable `before`), so that all former layers stay.',
  culprit: [['system / Context', 'flags']],
  growsClass: ['{darkMode}', '{get, since}', 'system / Context', 'Function'],
  holderAny: ['flags', 'before'],
  innocent: ['compiled code'],
};
