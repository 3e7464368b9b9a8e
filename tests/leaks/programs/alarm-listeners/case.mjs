export default {
  stored: false,
  runtime: 'deno',
  warmUp: 40,
  units: 300,
  request: (i) => ({path: `/room/${i}`}),
  leak: true,
  what: 'Every Room listens to the EventTarget alarms and never stops.',
  culprit: [['Room']],
  growsClass: ['Room'],
  holderAny: ['alarms', 'EventTarget', 'Alarms', 'listeners', 'fire'],
  innocent: ['compiled code'],
};
