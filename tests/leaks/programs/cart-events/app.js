// The cart tells what changes in it; buttons of products listen.
class Cart extends EventTarget {
  #lines = new Map();
  add(product) {
    this.#lines.set(product, (this.#lines.get(product) ?? 0) + 1);
    if (this.#lines.size > 10) this.#lines.clear();
    this.dispatchEvent(new CustomEvent('changed', { detail: product }));
  }
}

const cart = new Cart();

class BuyButton {
  constructor(product) {
    this.product = product;
    this.element = document.createElement('button');
    this.element.textContent = `Buy ${product}`;
    cart.addEventListener('changed', this);
  }
  handleEvent({ detail }) { if (detail === this.product) this.element.disabled = true; }
}

let number = 0;
// what the user does: look at a product and put it into the cart
globalThis.step = () => {
  const button = new BuyButton(`product ${number++}`);
  document.getElementById('place').replaceChildren(button.element);
  if (number % 20 === 0) cart.add(button.product);
};
