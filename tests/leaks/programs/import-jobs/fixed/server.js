// Imports that save where they are when the service is told to end.
import http from 'node:http';

class ImportJob {
  constructor(file) {
    this.file = file;
    this.lines = Array.from({length: 6}, (_, i) => `${file}:${i}`);
    this.onHangup = () => this.save();
    Deno.addSignalListener('SIGHUP', this.onHangup);
  }
  save() { this.saved = this.lines.length; }
  run() { Deno.removeSignalListener('SIGHUP', this.onHangup); return this.lines.length; }
}

http.createServer((request, response) => {
  response.end(String(new ImportJob(request.url).run()));
}).listen(Number(Deno.env.get('PORT')));
