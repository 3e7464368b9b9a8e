'use strict';
// Pages of photos. The lightbox remembers which photo was looked at last on every page, as an element.
class Lightbox {
  constructor() { this.visited = new Map(); }
  show(pageNumber, photo) { photo.classList.add('seen'); this.visited.set(pageNumber, photo); }
}

const lightbox = new Lightbox();

function buildPage(number) {
  const list = document.createElement('ul');
  list.className = 'photos';
  for (let i = 0; i < 6; i++) {
    const item = document.createElement('li');
    const photo = document.createElement('span');
    photo.title = `photo ${number}-${i}`;
    item.append(photo);
    list.append(item);
  }
  return list;
}

let pageNumber = 0;
// what the user does: turn the page and look at a photo
function step() {
  const list = buildPage(pageNumber);
  document.getElementById('wall').replaceChildren(list);
  lightbox.show(pageNumber, list.children[pageNumber % 6].firstChild);
  pageNumber++;
}
