'use strict';
// Suggests places while one types. What was suggested for a text is remembered for as long as the page is open.
const suggest = (() => {
  const remembered = new Map();
  const places = Array.from({ length: 40 }, (_, i) => `${['North', 'South', 'East', 'West'][i % 4]}${['field', 'ham', 'ton', 'bridge'][(i >> 2) % 4]} ${i}`);

  return function suggest(text) {
    if (!remembered.has(text)) {
      const found = places.filter((place) => place.length % 4 === text.length % 4).slice(0, 5);
      remembered.set(text, found.map((place, rank) => ({ place, rank, label: `${place} (${text})` })));
    }
    return remembered.get(text);
  };
})();

let typed = 0;
// what the user does: type another text
function step() {
  const input = document.getElementById('place');
  input.value = `text ${typed++}`;
  const items = suggest(input.value).map(({ label }) => {
    const item = document.createElement('li');
    item.textContent = label;
    return item;
  });
  document.getElementById('answers').replaceChildren(...items);
}
