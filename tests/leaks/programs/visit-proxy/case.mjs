export default {
  stored: false,
  runtime: 'node 18',
  warmUp: 200,
  units: 700,
  request: (i) => ({path: `/visit/${i}`}),
  leak: true,
  what: 'visits is a Proxy over an object that gets a Visit under a Symbol of its own for every request.',
  culprit: [['system / Context', 'visits']],
  growsClass: ['Visit'],
  holderAny: ['visits'],
  innocent: ['compiled code'],
};
