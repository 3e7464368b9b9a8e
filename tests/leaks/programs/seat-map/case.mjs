export default {
  stored: false,
  runtime: 'node 26',
  warmUp: 200,
  units: 700,
  request: (i) => ({path: `/row-${i % 40}/visitor${i}`}),
  leak: true,
  what: 'The sparse array reservations keeps every Reservation under its number; expired ones stay.',
  culprit: [['system / Context', 'reservations']],
  growsClass: ['Reservation'],
  holderAny: ['reservations'],
  innocent: ['compiled code'],
};
