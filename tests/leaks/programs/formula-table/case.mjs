export default {
  stored: false,
  report: 'emscripten: addFunction without removeFunction',
  runtime: 'node 22',
  warmUp: 60,
  units: 400,
  request: (i) => ({path: `/sheet/${i}`}),
  leak: true,
  what: 'Every sheet adds a function to the one WebAssembly table and never takes it out; the table keeps a wasm instance for each.',
  culprit: [['WebAssembly.Table'], ['Table']],
  growsClass: ['Instance'],
  holderAny: ['WebAssembly.Table', 'Table', 'table'],
  innocent: ['compiled code'],
};
