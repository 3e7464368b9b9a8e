import http from 'node:http';

const agents = [];

/** A client of its own, which leaves its connection open; the ones of the time before last are closed. */
const visit = (i, port) =>
  new Promise((resolve, reject) => {
    const agent = new http.Agent({keepAlive: true});
    agents.push(agent);
    if (agents.length > 90) agents.shift().destroy();
    http
      .get({port, host: '127.0.0.1', path: `/page/${i}`, agent}, (response) => response.on('end', resolve).resume())
      .on('error', reject);
  });

export default {
  stored: false,
  runtime: 'node 20',
  series: ['A', 'B', 'C'],
  warmUp: 30,
  units: 90,
  visit,
  leak: false,
  what: 'Clients keep their connections: 30 in A, 90 in B, 90 others in C.',
  innocent: ['connections, as many as there are clients', 'compiled code'],
};
