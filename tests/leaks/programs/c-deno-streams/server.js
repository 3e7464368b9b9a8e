// Reports that are sent and counted at once.
class Report { constructor(number) { this.lines = Array.from({ length: 10 }, (_, at) => `line ${at} of ${number}`); } }

let counted = 0;
async function count(stream) { for await (const chunk of stream) counted += chunk.length; }

Deno.serve({ port: Number(Deno.env.get('PORT')), hostname: '127.0.0.1', onListen() {} }, (request) => {
  const report = new Report(new URL(request.url).pathname);
  const [sent, read] = ReadableStream.from(report.lines).tee();
  const late = setTimeout(() => report.lines.push('late'), 60000);
  count(read).then(() => clearTimeout(late));
  return new Response(sent.pipeThrough(new TextEncoderStream()));
});
