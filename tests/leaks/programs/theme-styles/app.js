'use strict';
// The theme follows a slider.
const themes = { current: null };

function apply(hue) {
  const style = document.createElement('style');
  style.textContent = `main { color: hsl(${hue} 40% 30%); border: ${hue % 3}px solid }`;
  document.head.append(style);
  themes.current = { hue };
}

let hue = 0;
function step() { apply(++hue % 360); }
