#!/bin/sh
# The socket of an HTTP/2 session holds it by a property whose name is the text "undefined".
#
# Node.js 20.20.2, 22.23.5, 24.22.3 and 26.12.1; not 18.20.8. Seen: after `http2.connect()` the net.Socket or TLSSocket below the session has an own
# enumerable property "undefined", and its value is the ClientHttp2Session; at the server's end the ServerHttp2Session. So snapshots have a chain
# `Socket.undefined → ClientHttp2Session`.
# Why it surprises: it is no object of the program's and no missing name: a symbol that is no longer there where it is used makes an ordinary key.
# For readers of snapshots: a link named "undefined" is neither damage of the file nor a key that the program computed; the session is meant.
. "$(dirname "$0")/common.sh"
cat > program.mjs <<'END'
import http2 from 'node:http2';
import v8 from 'node:v8';
const server = http2.createServer((request, response) => response.end('x'));
server.listen(0, '127.0.0.1', () => {
  const session = http2.connect(`http://127.0.0.1:${server.address().port}`);
  globalThis.session = session;
  session.on('connect', () => {
    v8.writeHeapSnapshot(process.argv[2]);
    process.exit();
  });
});
END
for version in 18.20.8 20.20.2 22.23.5 24.22.3 26.12.1; do
  node_js $version
  "$NODE" program.mjs $version
done
check <<'END'
for (const version of ['18.20.8', '20.20.2', '22.23.5', '24.22.3', '26.12.1']) {
  const sockets = rawHeap(version).nodes.filter((node) => node.name === 'Socket' && node.type === 'object');
  const links = sockets.flatMap((socket) => socket.edges.filter(({name, kind}) => kind === 'property' && name === 'undefined'));
  const ends = links.map(({to}) => to.name);
  console.log(version, JSON.stringify({sockets: sockets.length, undefined: ends}));
  const has = ['ClientHttp2Session', 'ServerHttp2Session'].filter((name) => ends.includes(name));
  assert.equal(has.length, version.startsWith('18') ? 0 : 2);
}
END
