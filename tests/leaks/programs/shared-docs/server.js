// Documents that several people edit; a document is made when the first one comes.
import http from 'node:http';

const docs = new Map();

class SharedDoc {
  constructor(name) {
    this.name = name;
    this.conns = new Map();
    this.updates = [];
  }
}

function connect(name, person) {
  if (!docs.has(name)) docs.set(name, new SharedDoc(name));
  const doc = docs.get(name);
  doc.conns.set(person, new Set());
  doc.updates.push(`${person} came`);
  return doc;
}

function close(doc, person) {
  doc.conns.delete(person);
}

http.createServer((request, response) => {
  const person = {name: request.headers['user-agent'] ?? 'somebody'};
  const doc = connect(request.url.slice(1), person);
  close(doc, person);
  response.end(String(docs.size));
}).listen(Number(process.env.PORT));
