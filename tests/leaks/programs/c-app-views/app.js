'use strict';
// Apps that come and go.
const { createElement, useEffect, useState } = React;

function App({ name }) {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const measure = () => setWidth(window.innerWidth);
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  return createElement('ul', null, ['a', 'b'].map((key) => createElement('li', { key }, `${name} ${key} ${width}`)));
}

let number = 0;
async function step() {
  const container = document.createElement('article');
  document.getElementById('place').replaceChildren(container);
  const root = ReactDOM.createRoot(container);
  ReactDOM.flushSync(() => root.render(createElement(App, { name: `app ${++number}` })));
  await new Promise((resolve) => setTimeout(resolve, 2));
  root.unmount();
  await new Promise((resolve) => setTimeout(resolve, 2));
}
