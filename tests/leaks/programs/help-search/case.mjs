const words = Array.from(
  {length: 64},
  (_, i) => `${['open', 'close', 'print', 'share', 'copy', 'move', 'find', 'sort'][i % 8]}${i >> 3}`,
);
const text = (i) => Array.from({length: 8}, (_, n) => words[(i * 5 + n * n * 3) % words.length]).join(' ');

export default {
  runtime: 'node 24',
  warmUp: 200,
  units: 500,
  request: (i) =>
    i % 10 === 0 ? {path: `/find/${words[i % 64]}`} : {method: 'PUT', path: `/article/topic-${i % 30}`, body: text(i)},
  leak: true,
  what: 'SearchIndex.words holds an array of Postings for each of 64 words; saving an article again adds postings and never removes the old ones.',
  culprit: [['SearchIndex', 'words']],
  growsClass: ['Posting'],
  holderAny: ['SearchIndex', 'words'],
  innocent: ['compiled code', 'the 30 articles, which are replaced'],
  note: 'The growth is spread over 64 arrays that are all in the base snapshot already.',
};
