// A wasm module whose memory may grow to a given size and no further: its memory section is written anew, the others are copied.

const HEADER_BYTES = 8;
const MEMORY_SECTION = 5;
const HAS_MAXIMUM = 1;

/** The module with at most so many pages. */
export function withMost(pages, code) {
  const parts = [code.subarray(0, HEADER_BYTES)];
  for (let at = HEADER_BYTES; at < code.length; ) {
    const [length, body] = number(code, at + 1);
    const end = body + length;
    parts.push(code[at] === MEMORY_SECTION ? oneMemory(firstPages(code, body), pages) : code.subarray(at, end));
    at = end;
  }
  return Buffer.concat(parts);
}

/** How many pages there are at first: behind the number of memories, which is one, and what is said of it. */
function firstPages(code, body) {
  const [, limits] = number(code, body);
  return number(code, limits + 1)[0];
}

function oneMemory(first, most) {
  const section = [...bytes(1), HAS_MAXIMUM, ...bytes(first), ...bytes(most)];
  return Uint8Array.from([MEMORY_SECTION, ...bytes(section.length), ...section]);
}

/** A number as wasm writes it, seven bits a byte, and where it ends. */
function number(code, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = code[at++];
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [value, at];
  }
}

function bytes(value) {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...bytes(value >>> 7)];
}
