// Greets visitors by name.
class Session { constructor(visitor, agent) { this.visitor = visitor; this.agent = agent; this.pages = []; } }

const sessions = new Map();

export default {
  fetch(request) {
    const visitor = new URL(request.url).pathname.split('/')[2];
    if (!sessions.has(visitor)) sessions.set(visitor, new Session(visitor, request.headers.get('user-agent')));
    const session = sessions.get(visitor);
    session.pages.push(request.url);
    return new Response(`welcome ${visitor}, page ${session.pages.length}`);
  },
};
