import http from 'node:http';

/** A client that listens for one event and hangs up. */
const listen = (i, port) =>
  new Promise((resolve, reject) => {
    const request = http.get({port, host: '127.0.0.1', path: `/events/${i}`, agent: false}, (response) => {
      response.once('data', () => {
        response.on('close', resolve);
        request.destroy();
      });
    });
    request.on('error', reject);
  });

export default {
  stored: false,
  runtime: 'node 22',
  warmUp: 50,
  units: 200,
  visit: listen,
  leak: true,
  what: 'The array clients keeps the response of every client that has hung up.',
  culprit: [['system / Context', 'clients']],
  growsClass: ['ServerResponse', 'IncomingMessage', 'Socket', '{res, id}'],
  holderAny: ['clients'],
  innocent: ['compiled code'],
};
