'use strict';
// A log of which the last 20 lines are shown.
{
  const archive = document.createElement('ol');
  const log = document.getElementById('log');
  let number = 0;
  // what the user does: something that is logged
  window.step = () => {
    const line = document.createElement('li');
    line.append(document.createElement('p'));
    line.firstChild.textContent = `event ${number++}`;
    log.append(line);
    if (log.childElementCount > 20) archive.append(log.firstElementChild);
  };
}
