'use strict';
// Shops, each with a map of where it is.
{
  const shop = document.getElementById('shop');
  let number = 0;
  // what the user does: look at the next shop
  window.step = async () => {
    const place = document.createElement('div');
    place.style.height = '200px';
    shop.replaceChildren(place);
    const map = L.map(place, { attributionControl: false, fadeAnimation: false }).setView([50, 7 + number / 100], 12);
    L.circle([50, 7 + number++ / 100], 300).addTo(map);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  };
}
