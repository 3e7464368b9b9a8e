'use strict';
// A clock.
let ticks = 0;
const laps = [];

// what the user does: take a lap
async function step() {
  const list = document.createElement('ol');
  laps.push({ at: ticks++, name: `lap ${ticks}` });
  if (laps.length > 15) laps.shift();
  for (const { name } of laps) list.append(Object.assign(document.createElement('li'), { textContent: name }));
  const controller = new AbortController();
  list.addEventListener('click', () => laps.pop(), { signal: controller.signal });
  document.getElementById('clock').replaceChildren(list);
  await new Promise((done) => setTimeout(done, 1));
  controller.abort();
}
