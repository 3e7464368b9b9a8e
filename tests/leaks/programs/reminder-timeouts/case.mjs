export default {
  stored: false,
  runtime: 'node 22',
  warmUp: 150,
  units: 500,
  request: (i) => ({path: `/book/${i}`}),
  leak: true,
  what: 'Every booking sets a timeout of a day that is not cleared when the booking is cancelled; the list of timers keeps a Booking each.',
  culprit: [['Timeout', '_onTimeout']],
  growsClass: ['Booking', 'Function'],
  holderAny: ['Timeout', 'TimersList', '_idleNext', '_onTimeout'],
  innocent: ['compiled code'],
};
