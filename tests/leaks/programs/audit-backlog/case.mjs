export default {
  stored: false,
  report: 'nodejs: write() goes on although it answered false',
  runtime: 'node 22',
  warmUp: 120,
  units: 800,
  request: (i) => ({path: `/login/${i}`}),
  leak: true,
  what: 'The disk of the audit log does not take anything any more; write() answers false, but everything is written all the same and waits in the buffer of the Writable.',
  culprit: [['WritableState', 'buffered'], ['AuditLog', '_writableState'], ['WritableState', '<symbol kBufferedValue>']],
  growsClass: ['Entry'],
  holderAny: ['buffered', 'WritableState', '_writableState', 'AuditLog', 'audit', '<symbol kBufferedValue>'],
  innocent: ['compiled code'],
};
