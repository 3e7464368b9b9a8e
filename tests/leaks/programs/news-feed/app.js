'use strict';
// News, the latest at the end.
let number = 0;
// what the user does: scroll on
function step() {
  const article = document.createElement('article');
  const [title, text] = ['h2', 'p'].map((name) => article.appendChild(document.createElement(name)));
  title.textContent = `News ${++number}`;
  text.textContent = `It is said that number ${number} happened.`;
  document.getElementById('feed').append(article);
}
