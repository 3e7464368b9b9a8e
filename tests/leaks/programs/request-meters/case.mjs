import http from 'node:http';

const agent = new http.Agent({keepAlive: true, maxSockets: 1});

export default {
  stored: false,
  report: 'MaxListenersExceededWarning: close listeners added to [Socket], of many middlewares',
  runtime: 'node 20',
  warmUp: 40,
  units: 300,
  visit: (i, port) =>
    new Promise((resolve, reject) => {
      http.get({agent, port, host: '127.0.0.1', path: `/page/${i}`}, (response) => response.on('end', resolve).resume()).on('error', reject);
    }),
  leak: true,
  what: "Every request adds a 'close' listener to its socket and does not remove it; the connection is kept alive and serves all requests, so it keeps a Meter for each.",
  culprit: [['Meter']],
  growsClass: ['Meter'],
  holderAny: ['close', '_events', 'Socket', 'socket'],
  innocent: ['compiled code'],
};
