// Pages, of which the last fifty are remembered.
class Page { constructor(path) { this.path = path; this.words = path.split('/').map((word) => word.toUpperCase()); } }

const pages = new Map();
function page(path) {
  const known = pages.get(path);
  if (known) return known;
  const made = new Page(path);
  pages.set(path, made);
  if (pages.size > 50) pages.delete(pages.keys().next().value);
  return made;
}

Deno.serve({ port: Number(Deno.env.get('PORT')), hostname: '127.0.0.1', onListen() {} }, (request) =>
  new Response(page(new URL(request.url).pathname).words.join()));
