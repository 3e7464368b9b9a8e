export default {
  stored: false,
  page: 'index.html',
  warmUp: 40,
  units: 200,
  leak: true,
  what: 'Every Spinner asks for the next frame for ever, also when its element has left the page; the browser keeps the callbacks.',
  culprit: [['Spinner']],
  growsClass: ['Spinner', 'Detached <i>'],
  holderAny: ['ScriptedAnimationController', 'FrameRequestCallback', 'Spinner', 'FrameCallback'],
  innocent: [],
};
