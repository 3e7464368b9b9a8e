export default {
  stored: false,
  runtime: 'node 20',
  packages: {axios: '1.21.1'},
  warmUp: 100,
  units: 250,
  request: (i) => ({path: `/customer${i}/${i % 2 ? 'EUR' : 'USD'}`}),
  leak: true,
  what: 'Every request adds another interceptor to the one axios instance; each keeps its Customer.',
  culprit: [['InterceptorManager']],
  growsClass: ['Customer'],
  holderAny: ['InterceptorManager', 'interceptors'],
  innocent: ['compiled code'],
};
