export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 12,
  units: 60,
  request: (i) => ({path: `/ask/${i}`}),
  leak: true,
  what: 'Every request opens an HTTP/2 session to the peer and never closes it; Node keeps the open sockets with their sessions.',
  culprit: [['ClientHttp2Session'], ['Http2Session'], ['Socket'], ['ServerHttp2Session'], ['TCP']],
  growsClass: ['ClientHttp2Session', 'Question'],
  holderAny: ['ClientHttp2Session', 'Http2Session', 'Socket', 'TCP', 'Question', 'ServerHttp2Session', '<symbol owner_symbol>'],
  innocent: ['compiled code'],
};
