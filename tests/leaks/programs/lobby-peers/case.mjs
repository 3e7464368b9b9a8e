export default {
  runtime: 'node 26',
  warmUp: 150,
  units: 500,
  request: (i) => ['join', 'rating', 'leave'].map((action) => ({path: `/${action}/player${i}`})),
  leak: true,
  what: 'Lobby.peers keeps every Peer after it left; the WeakMap profiles therefore keeps their Profiles too.',
  culprit: [['Lobby', 'peers']],
  growsClass: ['Peer', 'Profile', '{game, won}'],
  holderAny: ['Lobby', 'peers', 'lobby'],
  innocent: ['compiled code'],
};
