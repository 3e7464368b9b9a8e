#!/bin/sh
# In Firefox an ArrayBuffer that goes from worker to worker through a MessagePort is copied, although it is transferred.
#
# Firefox ESR 153.8.0. Seen: a memory of 8 MB, sent there and back 20 times, takes some 200 milliseconds each time (two busy
# cores; one of 2 MB 20 to 45) between two workers that have the ends of a MessageChannel, and less than one between the
# page and a worker by the worker's own postMessage. The sender's memory is detached both times. In Chromium 156 both take less
# than one.
# Why it surprises: transferring is known to cost the same for any length, and a port of two workers spares the page's turn.
# Ports seem to be served by another process, which what is sent has to pass through.
# For pages that work on large files: hand memory to a worker by its own postMessage, and measure before two workers share a port.
. "$(dirname "$0")/common.sh"
firefox 153.8.0esr-1~deb12u1
package playwright-core 1.62.0
check "$PACKAGE" "$FIREFOX" <<'END'
const {firefox} = await import(`file://${process.argv[2]}/index.mjs`);
const browser = await firefox.launch({executablePath: process.argv[3], channel: 'moz-firefox'});
const page = await browser.newPage();
await page.goto('data:text/html,<title>ports</title>');
const times = await page.evaluate(async () => {
  const start = (script) => new Worker(URL.createObjectURL(new Blob([script])));
  const answer = (worker) => new Promise((resolve) => (worker.onmessage = ({data}) => resolve(data)));
  // Sends back whatever comes, by the worker's own messages and by a port that it is given.
  const back = start(`
    const sendBack = (to) => (to.onmessage = ({data}) => {
      if (data instanceof MessagePort) return sendBack(data);
      to.postMessage(data, [data]);
    });
    sendBack(self);`);
  const roundTrips = `async (port, bytes) => {
    const times = [];
    let memory = new ArrayBuffer(bytes);
    for (let round = 0; round < 20; round++) {
      const came = new Promise((resolve) => (port.onmessage = ({data}) => resolve(data)));
      const began = performance.now();
      port.postMessage(memory, [memory]);
      if (memory.byteLength !== 0) throw new Error('it was not transferred');
      memory = await came;
      times.push(performance.now() - began);
    }
    return times.sort((one, other) => one - other)[10];
  }`;
  const forth = start(`onmessage = async ({data: [port, bytes]}) => postMessage(await (${roundTrips})(port, bytes));`);
  const {port1, port2} = new MessageChannel();
  const pageToWorker = await eval(roundTrips)(back, 8 << 20);
  back.postMessage(port1, [port1]);
  forth.postMessage([port2, 8 << 20], [port2]);
  return {pageToWorker, workerToWorker: await answer(forth)};
});
await browser.close();
console.log(`8 MB there and back: page and worker ${times.pageToWorker.toFixed(2)} ms, two workers ${times.workerToWorker.toFixed(2)} ms`);
// Firefox counts whole milliseconds.
assert.ok(times.workerToWorker > 10 * Math.max(1, times.pageToWorker));
END
