'use strict';
// Tabs of an editor, of which one is shown.
const tabs = {};
let current;

function openTab(id, text) {
  const element = document.createElement('div');
  const area = document.createElement('textarea');
  area.value = text;
  element.append(area);
  tabs[id] = { id, element, changed: false, save() { this.changed = false; return area.value; } };
  return tabs[id];
}

function closeTab(tab) { tab.element.remove(); tab.save(); }

let number = 0;
// what the user does: close the tab and open another
function step() {
  if (current) closeTab(current);
  current = openTab(`tab-${number}`, `text of file ${number++}`);
  document.getElementById('place').append(current.element);
}
