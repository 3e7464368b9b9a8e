export default {
  stored: false,
  runtime: 'node 18',
  warmUp: 200,
  units: 700,
  request: (i) => [{path: `/enter/room${i}`}, {path: `/leave/room${i}`}],
  leak: true,
  what: 'rooms, a Map, keeps the empty Set of players of every room that everybody has left.',
  culprit: [['system / Context', 'rooms']],
  growsClass: ['Set'],
  holderAny: ['rooms'],
  innocent: ['compiled code'],
};
