export default {
  stored: false,
  runtime: 'bun',
  warmUp: 60,
  units: 400,
  request: (i) => ({path: `/picture/${i}`}),
  leak: true,
  what: 'The private object #jobs of the Renderer keeps every Job that was ever drawn.',
  culprit: [['Renderer']],
  growsClass: ['Job'],
  holderAny: ['#jobs', 'Renderer', 'renderer'],
  innocent: ['compiled code'],
};
