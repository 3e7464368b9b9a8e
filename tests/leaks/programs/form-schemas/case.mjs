export default {
  stored: false,
  runtime: 'node 18',
  packages: {ajv: '8.17.1'},
  warmUp: 60,
  units: 250,
  request: (i) => ({path: `/check/${i}`}),
  leak: true,
  what: 'Every request compiles a schema object of its own with the one Ajv, whose _cache keeps every schema with its compiled function.',
  culprit: [['Ajv', '_cache'], ['Ajv', 'scope']],
  growsClass: ['SchemaEnv', 'ValueScopeName', 'Function'],
  holderAny: ['Ajv', '_cache', 'ajv'],
  innocent: ['compiled code'],
};
