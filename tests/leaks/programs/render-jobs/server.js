// Pictures are drawn one after the other.
class Job { constructor(id, path) { this.id = id; this.path = path; this.steps = ['wait']; } }

class Renderer {
  #jobs = {};
  #last = 0;
  add(path) {
    const job = new Job(++this.#last, path);
    this.#jobs[`job${job.id}`] = job;
    job.steps.push('drawn');
    return job;
  }
  get waiting() { return Object.values(this.#jobs).filter((job) => job.steps.length < 2).length; }
}

const renderer = new Renderer();
Bun.serve({
  port: Number(process.env.PORT),
  hostname: '127.0.0.1',
  fetch(request) {
    renderer.add(new URL(request.url).pathname);
    return new Response(String(renderer.waiting));
  },
});
