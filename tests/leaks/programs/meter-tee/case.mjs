export default {
  stored: false,
  report: 'nodejs/undici: a cloned response of which one half is not read keeps everything',
  runtime: 'node 24',
  warmUp: 60,
  units: 400,
  request: (i) => ({path: `/measure/${i}`}),
  leak: true,
  what: 'The stream of measurements is divided by tee(); one branch is read, the other, for debugging, is not, so it queues every Measurement.',
  culprit: [['Measurement']],
  growsClass: ['Measurement'],
  holderAny: ['queue', 'list', 'Queue', 'debugging', 'branch2', '<symbol kState>', 'ReadableStream', 'ReadableStreamDefaultController', '<symbol kControllerState>'],
  innocent: ['compiled code'],
};
