export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 80,
  units: 500,
  request: (i) => ({path: `/set/volume-${i % 5}/${i}`}),
  leak: true,
  what: 'Every change of a setting puts a Proxy with the change around all settings before it, in the variable settings; none is ever merged.',
  culprit: [['system / Context', 'settings'], ['Change']],
  growsClass: ['Change'],
  holderAny: ['settings'],
  innocent: ['compiled code'],
};
