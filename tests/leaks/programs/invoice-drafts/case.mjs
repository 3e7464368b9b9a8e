export default {
  stored: false,
  runtime: 'node 22',
  warmUp: 200,
  units: 500,
  request: (i) => ({path: `/draft/${i}`}),
  // The drafts are now in the session of the one clerk there is.
  fixed: {leak: true, verdict: 'still there'},
  leak: true,
  what: 'The module-level object drafts keeps a Draft for every invoice.',
  culprit: [['system / Context', 'drafts']],
  growsClass: ['Draft'],
  holderAny: ['drafts'],
  note: 'The repair only moves the leak: the drafts now hang on a session, by a WeakMap, and the session stays.',
  innocent: ['compiled code'],
};
