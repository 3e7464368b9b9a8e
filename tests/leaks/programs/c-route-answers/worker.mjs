// The answers for the hundred routes that were asked for last.
class Answer {
  constructor(route) { this.route = route; this.body = `way to ${route}: ${route.length} steps`; }
}

const answers = new Map();

function answer(route) {
  const known = answers.get(route) ?? new Answer(route);
  answers.delete(route);
  answers.set(route, known);
  if (answers.size > 100) answers.delete(answers.keys().next().value);
  return known.body;
}

export default {
  fetch(request) { return new Response(answer(new URL(request.url).pathname)); },
};
