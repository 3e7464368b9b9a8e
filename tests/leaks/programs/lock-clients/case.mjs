import http from 'node:http';

/** One client, that never hangs up. */
const agent = new http.Agent({keepAlive: true, maxSockets: 1});

function lock(port, key) {
  return new Promise((resolve, reject) => {
    http.get({agent, port, host: '127.0.0.1', path: `/${key}`}, (answer) => answer.on('end', resolve).resume()).on('error', reject);
  });
}

export default {
  stored: false,
  series: ['A', 'B', 'C'],
  report: 'ORESoftware/live-mutex: the broker forgets the locks of a client only when it hangs up',
  runtime: 'node 18',
  warmUp: 100,
  units: 1500,
  visit: (i, port) => lock(port, `invoice-${i % 40}`),
  fixed: {leak: false},
  leak: true,
  what: 'Broker.wsToUUIDs has an object for each client, and this gets the number of every lock the client ever had as a key; only hanging up empties it.',
  culprit: [['Broker', 'wsToUUIDs']],
  inPlace: ['Object'],
  growsClass: ['Object'],
  holderAny: ['wsToUUIDs', 'Broker', 'broker'],
  innocent: ['compiled code'],
};
