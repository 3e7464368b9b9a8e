const part = (i) => Buffer.alloc(1500, i % 256);
const send = (i, times) =>
  Array.from({length: times}, () => ({method: 'POST', path: `/photo-${i}/4500`, body: part(i)}));

export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 100,
  units: 300,
  // every fourth upload is finished
  request: (i) => send(i, i % 4 === 0 ? 3 : 2),
  leak: true,
  what: 'Uploads that are never finished stay in the module-level Map uploads with the Buffers of their parts.',
  culprit: [['system / Context', 'uploads']],
  growsClass: ['Upload', 'Uint8Array', 'ArrayBuffer', 'system / JSArrayBufferData'],
  holderAny: ['uploads'],
  innocent: ['compiled code'],
};
