// What the program makes for each customer, in a file of its own.

import type {EventEmitter} from 'node:events';

export interface Price {
  readonly article: string;
  readonly cents: number;
}

/** Its constructor stands behind other members. */
export class Basket {
  readonly prices: Price[] = [];
  total = 0;
  add(price: Price): void {
    this.prices.push(price);
    this.total += price.cents;
  }
  constructor(readonly customer: number) {}
}

/** It has no constructor of its own. */
class Receipt {
  lines = 7;
}

/** A basket that hears of prices, and is never told to stop: that is the leak. */
export function openBasket(customer: number, priceFeed: EventEmitter): Basket {
  const basket = new Basket(customer);
  const reprice = (price: Price): void => basket.add(price);
  priceFeed.on('price', reprice);
  priceFeed.on('sale', function onSale(percent: number) {
    basket.total -= (basket.total * percent) / 100;
  });
  priceFeed.on('close', async () => new Receipt());
  return basket;
}
