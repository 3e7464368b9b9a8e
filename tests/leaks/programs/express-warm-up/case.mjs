export default {
  stored: false,
  runtime: 'node 22',
  packages: {express: '4.21.2'},
  warmUp: 2,
  units: 600,
  request: (i) => ({method: i % 3 ? 'GET' : 'POST', path: `/${['list', 'item', 'hash', 'missing'][i % 4]}/${i}?q=${i}`, headers: {'content-type': 'application/json', cookie: `a=${i}`}, ...(i % 3 ? {} : {body: JSON.stringify({number: i, text: 'x'.repeat(i % 50)})})}),
  leak: false,
  what: 'A service that leaks nothing; A is taken after two requests, when hardly anything is warm.',
  innocent: ['code, caches of the packages, buffers of Node'],
};
