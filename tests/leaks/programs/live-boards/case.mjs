export default {
  stored: false,
  report: 'cloudflare: writers of event streams whose readers are gone',
  runtime: 'workerd',
  warmUp: 30,
  units: 200,
  request: (i) => ({path: `/watch/${i}`}),
  leak: true,
  what: 'Board.viewers, a Set, keeps a Viewer with the writer of its stream for everybody who ever watched.',
  culprit: [['Board', 'viewers']],
  growsClass: ['Viewer'],
  holderAny: ['viewers', 'Board', 'board'],
  innocent: ['compiled code'],
};
