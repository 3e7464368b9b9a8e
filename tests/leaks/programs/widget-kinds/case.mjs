export default {
  stored: false,
  report: 'customElements.define under a new name for every widget',
  page: 'index.html',
  warmUp: 20,
  units: 150,
  leak: true,
  what: 'Every widget defines a custom element of its own name, and the registry of custom elements of the page keeps their classes for ever.',
  culprit: [['CustomElementRegistry'], ['CustomElementDefinition'], ['ScriptCustomElementDefinition']],
  growsClass: ['Function'],
  holderAny: ['CustomElementRegistry', 'customElements', 'ScriptCustomElementDefinition', 'CustomElementDefinition', 'Window'],
  innocent: [],
};
