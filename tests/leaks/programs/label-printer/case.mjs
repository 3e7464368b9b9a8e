export default {
  runtime: 'node 24',
  warmUp: 400,
  units: 600,
  request: (i) => ({path: `/print/${70000 + i}/${1 + (i % 9)}`}),
  leak: true,
  what: 'Printer.print() chains every label to the promise of the one before it; one promise waits for paper for ever, so the chain of promises behind it only grows, with a Label each.',
  culprit: [
    ['Object', 'paper'],
    ['Printer', '_events'],
  ],
  growsClass: ['Label'],
  holderAny: ['Printer', 'paper'],
  innocent: ['compiled code'],
};
