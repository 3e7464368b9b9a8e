export default {
  stored: false,
  report: 'brianc/node-postgres: parsedStatements grow when names are made of values',
  runtime: 'node 22',
  warmUp: 80,
  units: 640,
  request: (i) => ({path: `/customer/${i}`}),
  leak: true,
  what: 'Every connection of the pool keeps the Statements that it has prepared under their names, in Connection.statements, and the names contain the number of the customer.',
  culprit: [['Connection', 'statements']],
  growsClass: ['Statement'],
  holderAny: ['statements', 'Connection', 'connections', 'Pool', 'pool'],
  innocent: ['compiled code'],
};
