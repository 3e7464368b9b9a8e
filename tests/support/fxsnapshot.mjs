// A reader of Firefox' snapshots in a few lines, which knows nothing of leakscope's and computes nothing: messages of Protocol
// Buffers, each behind its length, packed with gzip. Texts are written out once and referred to by number afterwards.

import fs from 'node:fs';
import zlib from 'node:zlib';

/** The fields of a message of Protocol Buffers: numbers and bytes. */
function* fieldsOf(bytes) {
  let at = 0;
  const number = () => {
    for (let value = 0n, shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const key = Number(number());
    const value = number();
    if ((key & 7) === 0) {
      yield [key >> 3, value];
    } else {
      yield [key >> 3, bytes.subarray(at, at + Number(value))];
      at += Number(value);
    }
  }
}

/** Nodes by address: type, class, size and links. */
export function fxSnapshot(file) {
  const unpacked = zlib.gunzipSync(fs.readFileSync(file));
  // The file is messages behind their lengths: as if each were the bytes of a field, but for the key.
  const messages = [];
  for (let at = 0; at < unpacked.length; ) {
    let [length, shift] = [0, 0];
    for (;;) {
      const byte = unpacked[at++];
      length += (byte & 0x7f) * 2 ** shift;
      shift += 7;
      if (byte < 0x80) break;
    }
    messages.push(unpacked.subarray(at, at + length));
    at += length;
  }
  const [links, classes] = [[], []];
  const written = (texts, bytes, encoding) => texts[texts.push(Buffer.from(bytes).toString(encoding)) - 1];
  const nodes = new Map();
  for (const message of messages.slice(1)) {
    const node = {size: 0, edges: []};
    for (const [field, value] of fieldsOf(message)) {
      if (field === 1) nodes.set(value, node);
      if (field === 2) node.type = written(links, value, 'utf16le');
      if (field === 3) node.type = links[value];
      if (field === 4) node.size = Number(value);
      if (field === 5) {
        const edge = {};
        for (const [part, content] of fieldsOf(value)) {
          if (part === 1) edge.to = content;
          if (part === 2) edge.name = written(links, content, 'utf16le');
          if (part === 3) edge.name = links[content];
        }
        node.edges.push(edge);
      }
      if (field === 7) node.className = written(classes, value, 'latin1');
      if (field === 8) node.className = classes[value];
    }
  }
  return nodes;
}
