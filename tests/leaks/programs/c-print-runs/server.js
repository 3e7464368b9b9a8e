// Print runs that listen for the end of the day, and stop listening when they are done; three are ready to be used again.
import http from 'node:http';

const endOfDay = new AbortController();
const spare = [];

class PrintRun {
  constructor() { this.pages = new Uint8Array(2048); }
  print(path) {
    const stop = () => { this.stopped = true; };
    endOfDay.signal.addEventListener('abort', stop);
    this.pages.fill(path.length);
    endOfDay.signal.removeEventListener('abort', stop);
    if (spare.length < 3) spare.push(this);
  }
}

http.createServer((request, response) => {
  const run = spare.pop() ?? new PrintRun();
  run.print(request.url);
  response.end('printed');
}).listen(Number(Deno.env.get('PORT')));
