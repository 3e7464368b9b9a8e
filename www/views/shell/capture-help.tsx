/** How to take a pair of snapshots in which a leak stands out, and what to do with it. */
import { CopyButton } from '../text/copy-button';
import { CONTAINER, FROM_CODE, FROM_OUTSIDE, NEAR_LIMIT, OLD_NODE, type Command } from './capture-commands';

const STEPS = [
  ['Start', 'the program, as in production.'],
  ['Warm up', 'what you suspect: use it a few times, so that caches are filled and lazy code is loaded.'],
  ['Snapshot', 'one.'],
  ['Use it more', 'the same way, many times: after 1,000 requests, a leak is a class with 1,000 new objects.'],
  ['Snapshot', 'two, in the same process.'],
  ['Drop', 'both here: Suspects says who holds what grew.'],
  ['Fix', 'the program.'],
  ['Verify', 'with the same two snapshots of the repaired program: drop them, too.'],
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
          <h3>Node.js, from its code</h3>
          <Commands of={FROM_CODE} />
        </div>
        <div>
          <h3>Node.js, from outside</h3>
          <Commands of={FROM_OUTSIDE} />
          <p>
            <b>Without that option the signal ends the process</b>, so send it only to what the list shows. On Windows there
            are no such signals: take it from the code.
          </p>
        </div>
        <div>
          <h3>Chrome, Electron</h3>
          <p>DevTools ▸ Memory ▸ Heap snapshot ▸ Take snapshot. Then right-click it in the list ▸ Save profile…</p>
          <p>Take both in the same tab, without reloading in between.</p>
        </div>
      </div>
      <p>
        <b>Taking a snapshot stops the process</b> for seconds, and can take as much memory again as the heap itself.
      </p>
      <details>
        <summary>Containers, programs that die of it, old Node.js</summary>
        <div class="ways">
          <div>
            <Commands of={CONTAINER} />
          </div>
          <div>
            <Commands of={[NEAR_LIMIT, ...OLD_NODE]} />
          </div>
        </div>
      </details>
      <details>
        <summary>A route that takes snapshots must not be public: why?</summary>
        <p>
          A snapshot contains every string of the process: passwords, tokens, people’s data. Prefer the signal, or a route
          that listens on 127.0.0.1 only. Treat the files like a dump of your database.
        </p>
      </details>
    </section>
  );
}

function Commands({ of }: { readonly of: readonly Command[] }) {
  return of.map(({ about, text }) => (
    <>
      <p>{about}</p>
      <Code text={text} />
    </>
  ));
}

function Code({ text }: { readonly text: string }) {
  return (
    <p class="code">
      <code>{text}</code> <CopyButton write={() => text} title={`Copy ${text}`} />
    </p>
  );
}
