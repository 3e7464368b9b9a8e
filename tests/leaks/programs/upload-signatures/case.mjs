export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 60,
  units: 200,
  request: (i) => ({method: 'POST', path: `/file${i}`, body: Buffer.alloc(24_000, `upload ${i} `)}),
  leak: true,
  what: 'Signatures.seen keeps the first 16 bytes of every upload as a part of its Buffer, and with it all of the upload.',
  culprit: [['Signatures', 'seen']],
  growsClass: ['Buffer', 'ArrayBuffer', 'system / JSArrayBufferData'],
  holderAny: ['Signatures', 'seen'],
  innocent: ['compiled code'],
};
