export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 150,
  units: 900,
  request: (i) => ({path: `/article-${i % 7 === 0 ? i % 70 : i}`}),
  leak: false,
  what: 'The 120 articles that were used last are kept in a Map and a list, always others.',
  innocent: ['Node', '{path, read, words}', 'Map'],
};
