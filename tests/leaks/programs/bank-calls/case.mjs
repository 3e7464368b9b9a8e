export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 40,
  units: 150,
  request: (i) => ({path: `/pay/${i}`}),
  leak: true,
  what: 'Every payment makes an http.Agent of its own that keeps its connection to the bank open; Node keeps the open sockets, and they keep their agents.',
  culprit: [['TCP'], ['Node / TCPSocketWrap'], ['Agent']],
  growsClass: ['Agent', 'Socket'],
  holderAny: ['Agent', 'Socket'],
  innocent: ['compiled code'],
};
