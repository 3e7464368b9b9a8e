export default {
  stored: false,
  report: 'Jeff-Lewis/cls-hooked#9',
  runtime: 'node 20',
  warmUp: 60,
  units: 250,
  request: (i) => ({path: `/cart/${i}`}),
  leak: true,
  what: 'Contexts.byId has an entry for every asynchronous task that a request started, and there is no destroy hook that removes it; the entries keep a Scope for every request.',
  culprit: [['Contexts', 'byId']],
  growsClass: ['Scope'],
  holderAny: ['byId', 'Contexts', 'contexts'],
  innocent: ['compiled code'],
};
