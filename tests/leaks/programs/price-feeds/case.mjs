import http from 'node:http';

/** Customers come in groups of ten, for each waits for a tick. */
const group = (i, port) =>
  Promise.all(
    Array.from(
      {length: 10},
      (_, n) =>
        new Promise((resolve, reject) => {
          http
            .get(
              {port, host: '127.0.0.1', path: `/customer${i * 10 + n}/${n % 2 ? 'ABC' : 'XYZ'}`, agent: false},
              (response) => response.on('end', resolve).resume(),
            )
            .on('error', reject);
        }),
    ),
  );

export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 8,
  units: 25,
  perUnit: 10,
  visit: group,
  leak: true,
  what: "Every request opens an async iterator over the 'tick' events of the module-level emitter exchange and leaves it open; its listener stays and collects ticks.",
  culprit: [
    ['Object', 'tick'],
    ['Object', 'error'],
  ],
  growsClass: ['FixedQueue', 'Array', 'Function'],
  holderAny: ['tick', 'exchange'],
  note: 'Each context is held by two listeners, for tick and for error, so neither list dominates it; and feeds that were there in A have longer queues.',
  innocent: ['compiled code'],
};
