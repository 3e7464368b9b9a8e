'use strict';
// A shop with six views.
const { h, render } = preact;
const { useEffect, useState } = preactHooks;

function Row({ view, number }) {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const onResize = () => setWidth(window.innerWidth);
    addEventListener('resize', onResize);
    return () => removeEventListener('resize', onResize);
  }, []);
  return h('li', null, h('b', null, `${view} ${number}`), h('i', null, `${width}`));
}

let number = 0;
const shop = document.getElementById('shop');
// what the user does: go to another view
async function step() {
  const view = `view ${number++ % 6}`;
  render(h('ul', { key: number }, Array.from({ length: 40 }, (_, row) => h(Row, { key: row, view, number: row + number }))), shop);
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}
