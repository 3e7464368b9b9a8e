export default {
  stored: false,
  report: 'chimurai/http-proxy-middleware: a proxy made for every request',
  runtime: 'node 18',
  warmUp: 60,
  units: 300,
  request: (i) => ({path: `/shop/${i}`}),
  leak: true,
  what: 'A Proxy is made for every request, and each listens to the upgrade of the one server and is never taken away.',
  culprit: [['Server', '_events']],
  growsClass: ['Proxy'],
  holderAny: ['Server', '_events', 'upgrade', 'server'],
  innocent: ['compiled code'],
};
