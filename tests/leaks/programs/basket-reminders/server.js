// Who leaves something in the basket is reminded after a day.
import http from 'node:http';

class Basket {
  constructor(owner) { this.owner = owner; this.articles = ['bread', 'milk']; this.remindLater(); }
  remindLater() { this.timer = setTimeout(() => this.remind(), 86_400_000); }
  remind() { this.reminded = true; }
  buy() { this.articles.length = 0; }
}

http.createServer((request, response) => {
  const basket = new Basket(request.url);
  basket.buy();
  response.end('thank you');
}).listen(Number(process.env.PORT));
