export default {
  stored: false,
  page: 'index.html',
  warmUp: 30,
  units: 120,
  leak: true,
  what: 'Undo.states keeps the pixels of the canvas before every stroke.',
  culprit: [['Undo', 'states']],
  growsClass: ['ImageData', 'Uint8ClampedArray', 'ArrayBuffer', 'system / JSArrayBufferData'],
  holderAny: ['Undo', 'states', 'undo'],
  innocent: [],
};
