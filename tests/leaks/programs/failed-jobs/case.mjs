export default {
  stored: false,
  runtime: 'node 22',
  warmUp: 150,
  units: 400,
  request: (i) => ({path: `/${encodeURIComponent(i % 4 ? `{"document ${i}": ` : `{"document": ${i}}`)}`}),
  leak: true,
  what: 'The list report.failures keeps every CheckFailed with its cause and stack.',
  culprit: [['', 'failures']],
  growsClass: ['CheckFailed', 'SyntaxError'],
  holderAny: ['failures', 'report'],
  innocent: ['compiled code'],
};
