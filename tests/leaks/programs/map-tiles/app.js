'use strict';
// A map of tiles; those in view are in the page.
class TileLayer {
  constructor(place) { this.place = place; this.tiles = {}; }
  show(column, row) {
    const key = `${column}/${row}`;
    const tile = (this.tiles[key] ??= Object.assign(new Image(), { at: { column, row }, alt: key }));
    this.place.append(tile);
    if (this.place.childElementCount > 12) this.place.firstElementChild.remove();
  }
}

const layer = new TileLayer(document.getElementById('map'));
let at = 0;
// what the user does: move the map
function step() { at++; layer.show(at % 1000, at >> 3); }
