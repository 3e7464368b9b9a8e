// Reads a file to its end and counts its bytes.

onmessage = async ({data: file}) => {
  let bytes = 0;
  const reader = file.stream().getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) bytes += next.value.byteLength;
  postMessage(bytes);
};
postMessage('ready');
