const agents = ['curl/8', 'reader/2.1 (news; weekly)', 'Mozilla/5.0'];

export default {
  runtime: 'node 18',
  warmUp: 400,
  units: 1500,
  request: (i) => ({path: `/notes/${i % 300}.${i % 9 === 0 ? 'png' : 'txt'}`, headers: {'user-agent': agents[i % 3]}}),
  leak: true,
  what: 'AccessLog.text grows by a line with every request (string +=); its limit is a thousand times too large.',
  culprit: [['AccessLog', 'text']],
  growsClass: ['(concatenated string)'],
  holderAny: ['AccessLog'],
  innocent: ['compiled code'],
};
