/** How to take a pair of snapshots in which a leak stands out. */
import { CopyButton } from '../../widgets/copy-button';
import { copyShortly } from '../text/copying';

const FROM_CODE = "require('node:v8').writeHeapSnapshot()";
const FROM_OUTSIDE = 'node --heapsnapshot-signal=SIGUSR2 app.js';
const SEND_SIGNAL = 'kill -USR2 $(pgrep -f app.js)';

const STEPS = [
  ['Start', 'the program, as in production.'],
  ['Warm up', 'what you suspect: use it a few times, so that caches are filled and lazy code is loaded.'],
  ['Snapshot', 'one.'],
  ['Use it more', 'the same way, many times: after 1,000 requests, a leak is a class with 1,000 new objects.'],
  ['Snapshot', 'two, in the same process.'],
] as const;

export function CaptureHelp() {
  return (
    <section class="capture" aria-labelledby="capture-title">
      <h2 id="capture-title">How to take a good pair</h2>
      <ol class="steps">
        {STEPS.map(([what, how], index) => (
          <li key={index}>
            <b>{what}</b> {how}
          </li>
        ))}
      </ol>
      <div class="ways">
        <div>
          <h3>Node.js</h3>
          <p>From the program itself; the file appears in its working directory:</p>
          <Code text={FROM_CODE} />
          <p>From outside, without touching the code; then send the signal once per snapshot:</p>
          <Code text={FROM_OUTSIDE} />
          <Code text={SEND_SIGNAL} />
        </div>
        <div>
          <h3>Chrome</h3>
          <p>DevTools ▸ Memory ▸ Heap snapshot ▸ Take snapshot. Then right-click it in the list ▸ Save profile…</p>
          <p>Take both in the same tab, without reloading in between.</p>
        </div>
      </div>
      <details>
        <summary>A route that takes snapshots must not be public: why?</summary>
        <p>
          A snapshot contains every string of the process: passwords, tokens, people’s data. Taking one stops the
          process for seconds, and can take as much memory again as the heap itself. Prefer the signal, or a route that
          listens on 127.0.0.1 only. Treat the files like a dump of your database.
        </p>
      </details>
    </section>
  );
}

function Code({ text }: { readonly text: string }) {
  return (
    <p class="code">
      <code>{text}</code> <CopyButton copy={() => copyShortly(() => text)} label="Copy" title={`Copy ${text}`} />
    </p>
  );
}
