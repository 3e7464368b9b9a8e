// Has Firefox write two snapshots of orders.js: node make.mjs [FIREFOX]. Needs Firefox ESR 153 or later; not part of the tests,
// which read what is stored here.
//
// The page's own process may not write snapshots when it is asked by automation, so the program runs in a sandbox of the
// browser's process, and a debugger of that sandbox limits the snapshot to it. Marionette's protocol is a length, a colon and
// JSON; no driver is needed for it.

import {spawn} from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';

const PORT = 29_017;
const here = import.meta.dirname;
const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'leakscope-firefox-'));
fs.writeFileSync(path.join(profile, 'user.js'), `user_pref("marionette.port", ${PORT});\n`);
const options = ['--headless', '--marionette', '-remote-allow-system-access', '--profile', profile, '--no-remote'];
const firefox = spawn(process.argv[2] ?? 'firefox', options, {stdio: 'ignore', env: {...process.env, HOME: profile}});
const ended = new Promise(resolve => firefox.on('exit', resolve));

const socket = await connected();
let received = Buffer.alloc(0);
const waiting = [];
socket.on('data', data => {
  received = Buffer.concat([received, data]);
  for (;;) {
    const colon = received.indexOf(':');
    const end = colon + 1 + Number(received.subarray(0, Math.max(colon, 0)));
    if (colon < 0 || received.length < end) return;
    const message = JSON.parse(received.subarray(colon + 1, end));
    received = received.subarray(end);
    waiting.shift()?.(message);
  }
});

async function connected() {
  for (;;) {
    const socket = net.connect(PORT, '127.0.0.1');
    try {
      await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
      return socket;
    } catch {
      await delay(200);
    }
  }
}

let commands = 0;
async function command(name, parameters) {
  const text = JSON.stringify([0, ++commands, name, parameters]);
  const answered = new Promise(resolve => waiting.push(resolve));
  socket.write(`${Buffer.byteLength(text)}:${text}`);
  const [, , error, value] = await answered;
  if (error) throw new Error(error.message);
  return value;
}

await new Promise(resolve => waiting.push(resolve));
await command('WebDriver:NewSession', {});
await command('Marionette:SetContext', {value: 'chrome'});

async function snapshot(program, isFirst) {
  const script = `
    const [program, isFirst] = arguments;
    if (isFirst) {
      const {addDebuggerToGlobal} = ChromeUtils.importESModule('resource://gre/modules/jsdebugger.sys.mjs');
      addDebuggerToGlobal(globalThis);
      const principal = Services.scriptSecurityManager.createNullPrincipal({});
      globalThis.shop = Cu.Sandbox(principal, {freshCompartment: true, freshZone: true, sandboxName: 'shop'});
      globalThis.shopDebugger = new Debugger(globalThis.shop);
    }
    Cu.evalInSandbox(program, globalThis.shop, null, 'resource://shop/orders.js', 1);
    Cu.forceGC();
    Cu.forceCC();
    return ChromeUtils.saveHeapSnapshot({debugger: globalThis.shopDebugger});`;
  const {value} = await command('WebDriver:ExecuteScript', {script, args: [program, isFirst], sandbox: 'system', newSandbox: false});
  return value;
}

for (const [name, program] of [
  ['before', fs.readFileSync(path.join(here, 'orders.js'), 'utf8')],
  ['after', 'take(1000, 1500)'],
]) {
  const written = await snapshot(program, name === 'before');
  fs.copyFileSync(written, path.join(here, `${name}.fxsnapshot`));
  fs.rmSync(written);
}
await command('Marionette:Quit', {flags: ['eForceQuit']});
socket.destroy();
await ended;
fs.rmSync(profile, {recursive: true, force: true});
