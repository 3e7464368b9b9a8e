export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 30,
  units: 200,
  request: (i) => ({path: `/${i < 30 ? 'plain' : ['zip', 'hash', 'url', 'lines', 'test', 'worker', 'stream'][i % 7]}/${i}`}),
  leak: false,
  what: 'Modules of Node are loaded with import() when they are first needed, after A.',
  innocent: ['modules and their tables', 'compiled code'],
};
