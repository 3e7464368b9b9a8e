const routes = ['letter', 'stamp', 'packed', 'lines'];

export default {
  runtime: 'node 24',
  packages: {handlebars: '4.7.10'},
  warmUp: 100,
  units: 600,
  // Before A only /health is asked for; everything else is loaded, compiled and warmed up between A and B.
  request: (i) => ({path: i < 100 ? '/health' : `/${routes[i % 4]}/${i % 8}/name-${i}`}),
  leak: false,
  what: 'Modules are loaded and eight templates compiled when they are first needed, after A; nothing grows with the requests.',
  innocent: [
    'modules in Module._cache, their functions and code (loaded once)',
    'templates (eight, compiled once)',
    'inline caches, feedback and compiled code',
  ],
};
