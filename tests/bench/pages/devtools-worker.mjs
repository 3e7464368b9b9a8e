// DevTools' main worker: reads the snapshots one after the other, then answers what its first table asks. The text comes
// from the file's own stream, in pieces as large as DevTools' page would send; that page's share, reading and decoding
// and copying the text over to the worker, is left out.

import {HeapSnapshotLoader, NodeFilter} from './bundle.mjs';

const PIECE = 10_000_000;

// DevTools' code lists unreachable objects on the console while it works.
console.warn = () => {};

async function load(file, port) {
  const loader = new HeapSnapshotLoader({sendEvent() {}});
  let text = '';
  const write = () => {
    if (text) loader.write(text);
    text = '';
    // DevTools' parser goes on when it gets its turn; between messages it would.
    return new Promise(resolve => setTimeout(resolve));
  };
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    text += next.value;
    if (text.length >= PIECE) await write();
  }
  await write();
  loader.close();
  await loader.parsingComplete;
  return loader.buildSnapshot(port);
}

async function answer([newer, older], ports) {
  const current = await load(newer, ports[0]);
  if (!older) return {rows: Object.keys(current.aggregatesWithFilter(new NodeFilter())).length};
  const base = await load(older, ports[1]);
  const classes = base.aggregatesForDiff(current.interfaceDefinitions());
  return {rows: Object.keys(current.calculateSnapshotDiff('base', classes)).length};
}

onmessage = async ({data, ports}) => {
  try {
    postMessage(await answer(data, ports));
  } catch (error) {
    postMessage({error: String(error)});
  }
};
postMessage('ready');
