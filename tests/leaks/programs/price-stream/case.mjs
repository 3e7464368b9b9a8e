const shares = ['ABC', 'KLM', 'XYZ'];

export default {
  stored: false,
  runtime: 'node 22',
  packages: {rxjs: '7.8.2'},
  warmUp: 80,
  units: 250,
  request: (i) => ({path: `/${shares[i % 3]}/${i % 2 ? 'EUR' : 'USD'}`}),
  leak: true,
  what: 'Every request subscribes to the Subject ticks and never unsubscribes; each subscription keeps its QuoteRequest and response.',
  culprit: [
    ['Subject', 'observers'],
    ['Subject', 'currentObservers'],
  ],
  growsClass: [
    'QuoteRequest',
    'ServerResponse',
    'IncomingMessage',
    'SafeSubscriber',
    'OperatorSubscriber',
    'Subscription',
    'ConsumerObserver',
    '{next, error, complete}',
  ],
  holderAny: ['observers', 'Subject', 'ticks', 'currentObservers'],
  innocent: ['compiled code'],
};
