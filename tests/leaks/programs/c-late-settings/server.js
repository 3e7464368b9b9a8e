'use strict';
// Towns by their number; the table is made when it is first asked for.
const http = require('http');

class Town { constructor(number) { this.number = number; this.name = `Town ${number}`; this.at = [number % 90, number % 180]; } }

let towns;
function town(number) {
  towns ??= new Map(Array.from({ length: 900 }, (_, i) => [i, new Town(i)]));
  return towns.get(number);
}

http.createServer((req, res) => {
  const [, what, number] = req.url.split('/');
  res.end(what === 'town' ? town(Number(number)).name : 'hello');
}).listen(process.env.PORT, '127.0.0.1');
