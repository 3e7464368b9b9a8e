export default {
  stored: false,
  runtime: 'node 22',
  series: ['A', 'B', 'C'],
  warmUp: 300,
  units: 600,
  request: (i) => ({path: `/me/${i}`}),
  leak: false,
  what: 'Sessions end after 150 ms and are swept; those of the last moments are there in each snapshot, always others, or none.',
  innocent: ['Session'],
};
