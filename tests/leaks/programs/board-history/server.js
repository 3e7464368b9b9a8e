'use strict';
// A shared board of cards, in a Redux store, with undo.
const http = require('http');
const { legacy_createStore: createStore } = require('redux');

const cards = (state = { cards: {}, mover: undefined }, action) => action.type !== 'move' ? state : {
  cards: { ...state.cards, [`card${action.card}`]: { column: action.column, note: `moved to ${action.column}` } },
  mover: { name: `member ${action.column}` },
};

function withUndo(reducer) {
  const start = { past: [], present: reducer(undefined, { type: 'start' }) };
  return (state = start, action) => {
    const present = reducer(state.present, action);
    return present === state.present ? state : { past: [...state.past, state.present], present };
  };
}

const store = createStore(withUndo(cards));

http.createServer((req, res) => {
  const [, , card, column] = req.url.split('/');
  store.dispatch({ type: 'move', card, column });
  res.end(String(Object.keys(store.getState().present.cards).length));
}).listen(process.env.PORT, '127.0.0.1');
