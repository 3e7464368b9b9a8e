// check.mjs SERVER leaking|mended: holds a server against expectNoLeak and prints what it says, as JSON.

import {expectNoLeak} from 'leakscope';

const [name, state] = process.argv.slice(2);
const {start} = await import(`./${name}.mjs`);
const server = await start({isMended: state === 'mended'});
const began = performance.now();
let message = null;
try {
  await expectNoLeak(() => server.use());
} catch (error) {
  if (error.code !== 'ERR_ASSERTION') throw error;
  message = error.message;
}
await server.stop();
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({message, seconds: (performance.now() - began) / 1000, megabytes}));
