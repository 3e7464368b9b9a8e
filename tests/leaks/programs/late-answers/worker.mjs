// Answers that are written down later.
class Note { constructor(path) { this.path = path; this.words = path.split('/'); } }

const pending = [];

function later(note) {
  const written = Promise.resolve(note).then((note) => `${note.path} is written`);
  pending.push(written.then(() => note));
  return written;
}

export default {
  async fetch(request) { return new Response(await later(new Note(new URL(request.url).pathname))); },
};
