export default {
  runtime: 'bun',
  warmUp: 60,
  units: 400,
  request: (i) => ({path: `/frame/${i}`}),
  leak: true,
  what: 'FramePool.take() looks for frames larger than they are and never finds one, so every frame that is given back stays in FramePool.free.',
  culprit: [['FramePool', 'free']],
  growsClass: ['Uint8Array'],
  holderAny: ['free', 'FramePool', 'pool'],
  innocent: ['compiled code'],
};
