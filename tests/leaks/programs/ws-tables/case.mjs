import http from 'node:http';

/** A player who comes by WebSocket, is greeted and hangs up. */
const play = (i, port) =>
  new Promise((resolve, reject) => {
    const headers = {connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ=='};
    const request = http.request({port, host: '127.0.0.1', path: `/table${i % 5}`, headers, agent: false});
    request.on('upgrade', (response, socket, head) => {
      socket.on('close', () => setTimeout(resolve, 5));
      if (head.length) socket.destroy();
      else socket.once('data', () => socket.destroy());
    });
    request.on('error', reject).end();
  });

export default {
  stored: false,
  runtime: 'node 24',
  packages: {ws: '8.18.0'},
  warmUp: 50,
  units: 200,
  visit: play,
  leak: true,
  what: 'tables keeps the WebSocket of every player in the Set of the table, also when it is closed.',
  culprit: [['system / Context', 'tables']],
  growsClass: ['WebSocket'],
  holderAny: ['tables'],
  innocent: ['compiled code'],
};
