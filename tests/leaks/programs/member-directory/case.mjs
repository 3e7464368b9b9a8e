export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 250,
  units: 800,
  request: (i) => ({path: i % 10 === 0 ? `/member/M${i >> 1}` : `/guest/guest${i}@example.org`}),
  leak: true,
  what: 'Directory keeps every guest ever enrolled as a Member in two Maps, byNumber and byMail.',
  culprit: [
    ['Directory', 'byNumber'],
    ['Directory', 'byMail'],
  ],
  growsClass: ['Member'],
  holderAny: ['Directory', 'byNumber', 'byMail'],
  innocent: ['compiled code'],
  note: 'Neither Map dominates the Members: each of them is in both.',
};
