export default {
  stored: false,
  runtime: 'node 26',
  warmUp: 30,
  units: 150,
  request: (i) => ({path: `/beacon/${i}`}),
  leak: true,
  what: 'Every beacon is sent by a UDP socket of its own, which is never closed; Node keeps open sockets.',
  culprit: [['Socket'], ['UDPWrap'], ['UDP']],
  growsClass: ['Socket', 'Beacon'],
  holderAny: ['Socket', 'UDP', 'UDPWrap', 'Beacon', '<symbol owner_symbol>', '<symbol owner>'],
  innocent: ['compiled code'],
};
