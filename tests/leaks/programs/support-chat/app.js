'use strict';
// A chat whose last ten messages are shown.
const { h, render } = preact;
const { useReducer } = preactHooks;

let say;
function Chat() {
  const [state, dispatch] = useReducer((state, message) => ({ ...state, said: [...state.said, message] }), { said: [], topic: { name: 'help' } });
  say = dispatch;
  return h('ol', null, state.said.slice(-10).map(({ number, author }) => h('li', { key: number }, `${author.name}: ${number}`)));
}

let number = 0;
render(h(Chat), document.getElementById('chat'));
// what the user does: write something
async function step() {
  number++;
  say({ number, author: { name: `guest ${number}` }, words: `my printer number ${number} prints nothing at all`.split(' ') });
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}
