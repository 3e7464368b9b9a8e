import {once} from 'node:events';
import net from 'node:net';

/** Comes in, says its name, hears itself and leaves. */
async function visit(i, port) {
  const socket = net.connect(port, '127.0.0.1');
  socket.write(`guest${i}\n`);
  await once(socket, 'data');
  socket.end();
  await once(socket, 'close');
}

export default {
  stored: false,
  runtime: 'node 22',
  packages: {mitt: '3.0.1'},
  warmUp: 100,
  units: 250,
  visit,
  leak: true,
  what: "Every Guest listens to 'lounge' on the mitt emitter rooms and never stops; each keeps its closed Socket.",
  culprit: [['system / Context', 'rooms']],
  growsClass: ['Guest', 'Socket'],
  holderAny: ['rooms', 'lounge'],
  innocent: ['compiled code'],
};
