export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 300,
  units: 700,
  request: (i) => ({path: `/upload/${i}`}),
  leak: true,
  inPlace: true,
  what: 'UploadLog.bytes is a Buffer that is replaced by a longer one with every request, old content first.',
  culprit: [['UploadLog', 'bytes']],
  growsClass: ['system / JSArrayBufferData'],
  holderAny: ['UploadLog', 'bytes'],
  innocent: ['compiled code'],
};
