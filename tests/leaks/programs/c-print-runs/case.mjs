export default {
  stored: false,
  series: ['A', 'B', 'C'],
  runtime: 'deno',
  warmUp: 60,
  units: 300,
  request: (i) => ({path: `/print/${i}`}),
  leak: false,
  what: 'Print runs listen to a signal only while they print, and are used again.',
  innocent: ['compiled code'],
};
