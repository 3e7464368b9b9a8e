export default {
  stored: false,
  runtime: 'node 26',
  warmUp: 150,
  units: 600,
  request: (i) => ({path: `/scan/${i}`}),
  leak: true,
  what: 'Scans are put into the Channel of scans faster than its one reader, which waits an hour after each, takes them out.',
  culprit: [['Channel', 'waiting']],
  growsClass: ['Scan'],
  holderAny: ['Channel', 'waiting', 'scans'],
  innocent: ['compiled code'],
};
