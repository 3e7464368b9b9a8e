export default {
  runtime: 'node 22',
  warmUp: 60,
  units: 250,
  request: (i) => ({path: `/resize/${i}`}),
  leak: true,
  what: 'Every request makes a MessageChannel and listens to one of its ports, which is never closed; open ports are kept by Node itself.',
  culprit: [['MessagePort']],
  growsClass: ['MessagePort', 'Resize'],
  holderAny: ['MessagePort', 'Resize'],
  innocent: ['compiled code'],
};
