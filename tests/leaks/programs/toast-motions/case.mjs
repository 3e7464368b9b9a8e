export default {
  stored: false,
  report: 'Web Animations: finish never comes for an element that was taken out before',
  page: 'index.html',
  warmUp: 40,
  units: 200,
  leak: true,
  what: 'Motions.running keeps a Motion with its Animation and the detached element of every toast that was closed before it had slid in: then the animation is paused and never finishes. The browser keeps those too, as they are listened to.',
  culprit: [['Motions', 'running'], ['Animation']],
  growsClass: ['Motion', 'Animation'],
  holderAny: ['running', 'Motions', 'motions', 'Animation'],
  innocent: ['compiled code'],
};
