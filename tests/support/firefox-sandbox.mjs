// Has Firefox run programs in a sandbox and write a snapshot after each.
//
// The process of a page may not write snapshots when it is asked by automation, so the programs run in a sandbox of the
// browser's process, and a debugger of that sandbox limits the snapshots to it. Marionette's protocol is a length, a colon and
// JSON; no driver is needed for it.

import {spawn} from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';

const PORT = 29_017;

/** Runs each program in the same sandbox; gives what Firefox wrote after each, packed as it writes it. */
export async function snapshotsOf(firefox, programs) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'firefox-'));
  fs.writeFileSync(path.join(profile, 'user.js'), `user_pref("marionette.port", ${PORT});\n`);
  const options = ['--headless', '--marionette', '-remote-allow-system-access', '--profile', profile, '--no-remote'];
  const browser = spawn(firefox, options, {stdio: 'ignore', env: {...process.env, HOME: profile}});
  const ended = new Promise(resolve => browser.on('exit', resolve));
  const {command, close} = await marionette();
  await command('WebDriver:NewSession', {});
  await command('Marionette:SetContext', {value: 'chrome'});
  const written = [];
  for (const program of programs) {
    const {value} = await command('WebDriver:ExecuteScript', {
      script: SNAPSHOT,
      args: [program],
      sandbox: 'system',
      newSandbox: false,
    });
    written.push(fs.readFileSync(value));
    fs.rmSync(value);
  }
  await command('Marionette:Quit', {flags: ['eForceQuit']});
  close();
  await ended;
  fs.rmSync(profile, {recursive: true, force: true});
  return written;
}

const SNAPSHOT = `
  const [program] = arguments;
  if (!globalThis.programs) {
    const {addDebuggerToGlobal} = ChromeUtils.importESModule('resource://gre/modules/jsdebugger.sys.mjs');
    addDebuggerToGlobal(globalThis);
    const principal = Services.scriptSecurityManager.createNullPrincipal({});
    globalThis.programs = Cu.Sandbox(principal, {freshCompartment: true, freshZone: true, sandboxName: 'programs'});
    globalThis.programsDebugger = new Debugger(globalThis.programs);
  }
  Cu.evalInSandbox(program, globalThis.programs, null, 'resource://programs/program.js', 1);
  Cu.forceGC();
  Cu.forceCC();
  return ChromeUtils.saveHeapSnapshot({debugger: globalThis.programsDebugger});`;

/** A connection to the browser: commands are answered one after the other. */
async function marionette() {
  const socket = await connected();
  const waiting = [];
  let received = Buffer.alloc(0);
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
  const next = () => new Promise(resolve => waiting.push(resolve));
  await next();
  let count = 0;
  const command = async (name, parameters) => {
    const text = JSON.stringify([0, ++count, name, parameters]);
    socket.write(`${Buffer.byteLength(text)}:${text}`);
    const [, , error, value] = await next();
    if (error) throw new Error(error.message);
    return value;
  };
  return {command, close: () => socket.destroy()};
}

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
