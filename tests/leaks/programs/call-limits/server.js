// Calls can be ended by the operator.
class Call {
  constructor(path) { this.path = path; this.controller = new AbortController(); this.begun = new Date(); }
  end() { this.controller.abort(); }
}

const calls = new Set();
function begin(path) {
  const call = new Call(path);
  calls.add(call);
  call.controller.signal.addEventListener('abort', () => calls.delete(call));
  return call;
}

Deno.serve({ port: Number(Deno.env.get('PORT')), hostname: '127.0.0.1', onListen() {} }, (request) => {
  const path = new URL(request.url).pathname;
  if (path === '/end') for (const call of calls) call.end();
  return new Response(begin(path).path);
});
