// Reads a file to its end, into the same memory again and again, and counts its bytes.

const CHUNK = 1 << 20;

onmessage = async ({data: file}) => {
  let bytes = 0;
  let memory = new ArrayBuffer(CHUNK);
  const reader = file.stream().getReader({mode: 'byob'});
  for (;;) {
    const {value, done} = await reader.read(new Uint8Array(memory));
    if (done) break;
    bytes += value.byteLength;
    memory = value.buffer;
  }
  postMessage(bytes);
};
postMessage('ready');
