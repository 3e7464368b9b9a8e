// Counts visits by group.
const counts = new Map();

export default {
  async fetch(request) {
    const group = Number(new URL(request.url).pathname.split('/')[2]) % 10;
    counts.set(group, (counts.get(group) ?? 0) + 1);
    const copy = new Response(JSON.stringify([...counts]));
    return new Response(await copy.text(), { headers: { 'x-group': String(group) } });
  },
};
