'use strict';
// Widgets that take the theme of the other tabs.
class Widget {
  constructor(place) {
    this.element = document.createElement('section');
    this.themes = ['light'];
    this.channel = new BroadcastChannel('theme');
    this.channel.onmessage = ({ data }) => { this.themes.push(data); this.element.className = data; };
    place.replaceChildren(this.element);
  }
}

// what the user does: open another widget in the place of the last one
function step() { new Widget(document.getElementById('place')); }
