/** What the network lock is, how it was checked just now, and what it cannot promise. */
import type { ConnectionAttempt } from '../../engine/connection-attempt';
import { openDialog } from '../../state/dialogs';
import { type Lock, lock } from '../../state/lock';
import { Dialog } from '../../widgets/dialog';

export function LockDialog() {
  const now = lock.value;
  return (
    <Dialog
      title="The network lock"
      onClose={() => {
        openDialog.value = null;
      }}
    >
      <h3>What is locked</h3>
      <p>
        The page first fetches its own parts. Then it gives itself a Content-Security-Policy that forbids every
        connection (<code>connect-src 'none'</code>), every foreign script, picture, frame and form. A page cannot take
        such a policy back. Only after that are files opened, and the workers that read them are under the same policy.
      </p>
      <h3>How it is checked</h3>
      <Outcome lock={now} />
      <p>
        To check it yourself, watch the tab Network of the browser’s tools, or switch the network off: the page goes on
        working.
      </p>
      <h3>The part that is outside</h3>
      <p>
        So that the page also opens without a network, the browser keeps a copy of it, by a service worker outside the
        policy. It hears no messages and fetches only the page’s own files, named in it by the build. A page from disk has none.
      </p>
      <h3>What a page cannot rule out</h3>
      <p>
        A browser extension that reads pages, and the browser itself. And what no such policy covers: going to another
        address (by a link that you follow, or by script), opening a window, connecting ahead of need
        (<code>preconnect</code>, which sends a server’s name and no more), peer-to-peer connections (WebRTC). This
        page’s scripts do none of these. WebKit does not apply such a policy everywhere: there, more of the lock rests on
        the page’s scripts than in Chromium and Firefox.
      </p>
    </Dialog>
  );
}

function Outcome({ lock: now }: { readonly lock: Lock }) {
  switch (now.kind) {
    case 'preparing':
      return <p>The page is still fetching its parts. Files wait until it is locked.</p>;
    case 'development':
      return (
        <p>
          This page runs from the development server, which sends changes over the network. It is <b>not locked</b>; a
          built page is.
        </p>
      );
    case 'unproven':
      return (
        <p class="bad">
          <b>The lock could not be proven.</b> {now.reason} The page does not claim that nothing can leave it. Use
          another browser, or the command-line program.
        </p>
      );
    case 'locked':
      return (
        <ul>
          <li>
            After locking, the page tried to fetch its own address: <b class="good">refused by the policy</b>.
          </li>
          {now.workers.map((outcome, index) => (
            <li key={index}>
              Worker {index + 1} tried the same before reading its file: <b class="good">{WORDS[outcome]}</b>.
            </li>
          ))}
          {now.workers.length === 0 && (
            <li>Each worker tries the same before it reads its file; none has been started yet.</li>
          )}
        </ul>
      );
  }
}

const WORDS: Readonly<Record<ConnectionAttempt, string>> = {
  'refused-by-policy': 'refused by the policy',
  refused: 'refused',
  connected: 'went through',
};
