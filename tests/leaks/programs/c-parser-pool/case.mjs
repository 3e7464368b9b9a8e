export default {
  stored: false,
  runtime: 'node 20',
  series: ['A', 'B', 'C'],
  warmUp: 30,
  units: 400,
  visit: async (i, port) => {
    const width = i < 30 ? 2 : 24;
    await Promise.all(Array.from({length: width}, (_, k) => fetch(`http://127.0.0.1:${port}/parse/${i}-${k}`).then((answer) => answer.text())));
  },
  leak: false,
  what: 'A pool of at most 24 parsers, each with a buffer, of which A has needed two and the rest are made with the first crowd; C is as B.',
  innocent: ['Parser'],
};
