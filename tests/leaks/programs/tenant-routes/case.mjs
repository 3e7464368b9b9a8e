export default {
  stored: false,
  runtime: 'node 26',
  warmUp: 50,
  units: 300,
  request: (i) => ({path: `/tenant${i}/home`}),
  leak: true,
  what: 'Router.rules gets a URLPattern with a Rule for every tenant at each of his visits, and is never rid of one.',
  culprit: [['Router', 'rules']],
  growsClass: ['Rule', 'URLPattern'],
  holderAny: ['rules', 'Router', 'router'],
  innocent: ['compiled code'],
};
