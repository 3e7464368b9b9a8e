'use strict';
// A wiki whose last pages are kept to go back to.
const kept = [];
let number = 0;

// what the user does: follow a link
function step() {
  const article = document.createElement('article');
  for (let n = 0; n < 8; n++) {
    const part = document.createElement('p');
    part.textContent = `page ${number}, part ${n}`;
    article.append(part);
  }
  number++;
  document.getElementById('page').replaceChildren(article);
  kept.push(article);
  if (kept.length > 50) kept.shift();
}
