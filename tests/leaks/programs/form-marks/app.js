'use strict';
// A form that measures how long its checks take.
let number = 0;
// what the user does: type
function step() {
  const name = document.getElementById('name');
  name.value = `name ${number}`;
  performance.mark(`check ${number++}`, { detail: { length: name.value.length, value: name.value } });
}
