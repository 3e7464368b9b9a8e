export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 200,
  units: 600,
  request: (i) => ({path: i % 60 === 0 ? '/recent' : `/cancel/CP${100000 + i}`}),
  leak: true,
  what: 'follow() starts a setInterval for every parcel, and the intervals of cancelled parcels are never cleared; each keeps its Parcel.',
  culprit: [
    ['Timeout', '_onTimeout'],
    ['Timeout', '_idlePrev'],
    ['Timeout', '_idleNext'],
    ['TimersList', '_idleNext'],
    ['TimersList', '_idlePrev'],
  ],
  growsClass: ['Timeout', 'Parcel'],
  holderAny: ['Timeout', '_onTimeout', 'TimersList'],
  innocent: ['compiled code'],
};
