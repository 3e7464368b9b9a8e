export default {
  stored: false,
  page: 'index.html',
  packages: {preact: '10.27.2'},
  warmUp: 60,
  units: 220,
  leak: true,
  what: 'The state `messages` of the component Chat gets every message ever said; it is copied with each one, and only the last ten are shown.',
  culprit: [['Object', 'said']],
  growsClass: ['{number, author, words}', '{name}'],
  holderAny: ['said', 'Chat'],
  innocent: [],
};
