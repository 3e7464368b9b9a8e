// A pad for notes, with undo.
class Version { constructor(text, at) { this.text = text; this.at = at; this.author = { name: `guest ${at % 9}` }; } }

class Pad {
  constructor() { this.lines = ['', '', '', '']; this.history = []; }
  type(number) {
    this.lines[number % 4] = `line number ${number} of the notes`;
    this.history.push(new Version(this.lines.join('\n'), number));
  }
}

const pad = new Pad();

Bun.serve({
  port: Number(process.env.PORT),
  hostname: '127.0.0.1',
  fetch(request) {
    pad.type(Number(new URL(request.url).pathname.split('/')[2]));
    return new Response(pad.lines.join());
  },
});
