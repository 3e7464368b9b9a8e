export default {
  report: 'i18next/i18next#536',
  runtime: 'bun',
  warmUp: 40,
  units: 400,
  request: (i) => ({path: `/say/${i}`}),
  leak: true,
  what: 'Every request makes a child of the logger; the array subs of the parent keeps all children, to change their level later.',
  culprit: [['Logger', 'subs']],
  growsClass: ['Logger'],
  holderAny: ['subs', 'Logger', 'log'],
  innocent: ['compiled code'],
};
