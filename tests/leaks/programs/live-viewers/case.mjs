import {once} from 'node:events';
import http from 'node:http';

/** Viewers that stay: the last 90 of them. */
const watching = [];

async function visit(i, port) {
  const request = http.get({port, host: '127.0.0.1', path: `/match-${i}`, agent: false});
  const [response] = await once(request, 'response');
  response.on('error', () => {});
  await once(response, 'data');
  watching.push(request);
  if (watching.length > 90) watching.shift().destroy();
}

export default {
  stored: false,
  runtime: 'node 22',
  series: ['A', 'B', 'C'],
  warmUp: 30,
  units: 200,
  visit,
  leak: false,
  what: 'Viewers are kept while their connection is open: 30 in A, 90 in B, 90 others in C.',
  innocent: ['Viewer, Socket and response of open connections (30 in A, 90 in B and in C)', 'compiled code'],
  note: 'Judge A, B, C as a series: A to B alone shows more connections.',
};
