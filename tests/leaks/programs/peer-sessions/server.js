'use strict';
// Asks a peer, by HTTP/2.
const http = require('http');
const http2 = require('http2');

const peer = http2.createServer();
peer.on('stream', (stream) => { stream.respond(); stream.end('42'); });
peer.listen(0, '127.0.0.1');

class Question { constructor(number) { this.number = number; this.words = ['how', 'many', String(number)]; this.failed = false; } }

function ask(question, answered) {
  const session = http2.connect(`http://127.0.0.1:${peer.address().port}`);
  session.on('error', () => { question.failed = true; });
  const stream = session.request({ ':path': `/${question.words.join('-')}` });
  stream.setEncoding('utf8').on('data', answered).end();
}

http.createServer((req, res) => {
  ask(new Question(Number(req.url.split('/')[2])), (answer) => res.end(answer));
}).listen(process.env.PORT, '127.0.0.1');
