// Two snapshots of webkit.html, as the Web Inspector takes and exports them, from WebKitGTK's remote inspector.
//   xvfb-run -a node --experimental-websocket webkit.mjs BEFORE AFTER     (Debian: webkit2gtk-driver, xvfb)
import {spawn} from 'node:child_process';
import fs from 'node:fs';
import {setTimeout as after} from 'node:timers/promises';

const [MINI_BROWSER, PORT] = ['/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser', 9333];
const page = new URL('webkit.html', import.meta.url).href;
const env = {...process.env, WEBKIT_INSPECTOR_HTTP_SERVER: `127.0.0.1:${PORT}`};
const browser = spawn(MINI_BROWSER, ['--enable-developer-extras=true', page], {env, stdio: 'ignore'});

/** The address of the inspector of the page, once the browser has listed it. */
async function inspector() {
  for (;;) {
    const list = await fetch(`http://127.0.0.1:${PORT}/`).then(answer => answer.text(), () => '');
    const path = /\/socket\/\d+\/\d+\/WebPage/.exec(list);
    if (path !== null) return `ws://127.0.0.1:${PORT}${path[0]}`;
    await after(200);
  }
}

const socket = new WebSocket(await inspector());
const answers = new Map();
const target = await new Promise(resolve => {
  socket.onmessage = ({data}) => {
    const {method, params} = JSON.parse(data);
    if (method === 'Target.targetCreated') resolve(params.targetInfo.targetId);
    if (method !== 'Target.dispatchMessageFromTarget') return;
    const {id, result, error} = JSON.parse(params.message);
    answers.get(id)?.(error === undefined ? result : Promise.reject(new Error(error.message)));
  };
});

let calls = 0;
function call(method, params = {}) {
  const id = ++calls;
  const message = JSON.stringify({id, method, params});
  socket.send(JSON.stringify({id, method: 'Target.sendMessageToTarget', params: {targetId: target, message}}));
  return new Promise(resolve => answers.set(id, resolve));
}

await call('Heap.enable');
for (const [file, count] of [[process.argv[2], 40], [process.argv[3], 300]]) {
  await call('Runtime.evaluate', {expression: `work(${count})`});
  await call('Heap.gc');
  fs.writeFileSync(file, (await call('Heap.snapshot')).snapshotData);
}
socket.close();
browser.kill();
