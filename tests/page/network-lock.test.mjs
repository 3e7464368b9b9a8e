/** Nothing leaves the tab: no way out of the page or of its workers, once it says that it is locked. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { attemptFromPage, attemptFromWorker } from './support/attempts.mjs';
import { useBrowser } from './support/browser.mjs';
import { sample } from './support/command-line.mjs';
import { Elsewhere } from './support/elsewhere.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open, newTab } = useBrowser();

const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');

let elsewhere;
before(async () => {
  elsewhere = await Elsewhere.start();
});
after(() => elsewhere.stop());

/** Every attempt makes the browser complain, each in words of its own. */
const ANYTHING = '';

/** Tries every way out of a scope and waits until each was refused. */
async function assertNoWayOut(scope, attempt, base) {
  const ways = await scope.evaluate(attempt, base);
  const left = async () => {
    const refused = await scope.evaluate(() => globalThis.violations);
    return ways.filter((way) => !refused.some((address) => address.replace(/^ws/, 'http') === base + way));
  };
  await untilEqual(left, [], 'every attempt is refused');
}

/** Ways that lead to the server from a scope without a policy: what these tests forbid is possible. */
async function assertAllWaysLead(scope, attempt, base) {
  const ways = await scope.evaluate(attempt, base);
  const path = new URL(base).pathname;
  await untilEqual(() => ways.filter((way) => !elsewhere.requests.includes(path + way)), [], 'every attempt arrives');
}

describe('without the lock', () => {
  test('a page gets out in every one of these ways', async () => {
    const tab = await newTab();
    tab.expectComplaints(ANYTHING);
    await tab.page.goto(elsewhere.address);
    await assertAllWaysLead(tab.page, attemptFromPage, `${elsewhere.address}from-page/`);
  });

  test('and so does a worker', async () => {
    const tab = await newTab();
    tab.expectComplaints(ANYTHING);
    await tab.page.goto(elsewhere.address);
    await tab.page.evaluate(() => {
      globalThis.worker = new Worker(URL.createObjectURL(new Blob(['onmessage = () => {}'])));
    });
    await until('it runs', () => tab.page.workers().length === 1);
    await assertAllWaysLead(tab.page.workers()[0], attemptFromWorker, `${elsewhere.address}from-worker/`);
  });
});

describe('with the lock', () => {
  for (const [target, baseOf] of [
    ['elsewhere', () => `${elsewhere.address}secret/`],
    ['to its own site', (tab) => `${tab.site.address}secret/`],
  ]) {
    test(`there is no way out of the page ${target}`, async () => {
      const tab = await open();
      tab.expectComplaints(ANYTHING);
      await tab.kept();
      const sent = [...tab.site.requests];
      const asked = [...elsewhere.requests];
      const { connections } = elsewhere;
      await assertNoWayOut(tab.page, attemptFromPage, baseOf(tab));
      assert.deepEqual(tab.site.requests, sent);
      assert.deepEqual(elsewhere.requests, asked);
      // For a frame Chromium opens a connection while it asks the policy, and sends nothing over it.
      assert.ok(elsewhere.connections <= connections + 1);
    });

    test(`there is no way out of a worker ${target}`, async () => {
      const tab = await open();
      tab.expectComplaints(ANYTHING);
      await tab.compare(BEFORE, AFTER);
      await tab.kept();
      const sent = [...tab.site.requests];
      const { connections } = elsewhere;
      await until('no worker but those of the files is left', () => tab.page.workers().length === 2);
      for (const worker of tab.page.workers()) await assertNoWayOut(worker, attemptFromWorker, baseOf(tab));
      assert.deepEqual(tab.site.requests, sent);
      assert.equal(elsewhere.connections, connections);
    });
  }

  test('using the page asks the server for nothing', async () => {
    const tab = await open();
    await tab.kept();
    const sent = [...tab.site.requests];
    assert.ok(
      sent.some((path) => path.endsWith('.wasm')),
      'the engine came first',
    );
    await tab.compare(BEFORE, AFTER);
    await tab.toggle(tab.row('Comparison', 'Session'));
    await tab.rowAt('Comparison', 7).click();
    await tab.chain().waitFor();
    await tab.page.getByRole('tab', { name: 'Summary' }).click();
    await tab.grid('Summary').waitFor();
    await tab.button('network: locked ✓').click();
    await tab.page.getByRole('dialog').waitFor();
    assert.deepEqual(tab.site.requests, sent);
  });

  test('scripts cannot be made of text', async () => {
    const tab = await open();
    tab.expectComplaints(ANYTHING);
    // Once set, a timer's text would be run by the browser itself, not by the test.
    const outcome = await tab.page.evaluate(() => {
      const attempts = {
        timer: () => setTimeout('document.title = "hacked"'),
        markup: () => (document.body.innerHTML = '<b>hacked</b>'),
        handler: () => document.body.setAttribute('onclick', 'document.title = "hacked"'),
        policy: () => trustedTypes.createPolicy('mine', { createHTML: (text) => text }),
        again: () => trustedTypes.createPolicy('leakscope', { createScriptURL: (text) => text }),
      };
      return Object.entries(attempts)
        .filter(([, attempt]) => {
          try {
            attempt();
            return true;
          } catch {
            return false;
          }
        })
        .map(([name]) => name);
    });
    assert.deepEqual(outcome, []);
    assert.equal(await tab.page.title(), 'leakscope');
  });
});

describe('the sign', () => {
  test('says how the lock was checked, in the page and in each worker', async () => {
    const tab = await open();
    await tab.compare(BEFORE, AFTER);
    await tab.button('network: locked ✓').click();
    const dialog = tab.page.getByRole('dialog', { name: 'The network lock' });
    await dialog.getByText('After locking, the page tried to fetch its own address: refused by the policy.').waitFor();
    for (const worker of [1, 2]) {
      await dialog
        .getByText(`Worker ${worker} tried the same before reading its file: refused by the policy.`)
        .waitFor();
    }
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  test('claims nothing when the lock does not hold', async () => {
    const tab = await newTab();
    await tab.page.addInitScript(() => {
      const { append } = Element.prototype;
      Element.prototype.append = function (...nodes) {
        append.apply(
          this,
          nodes.filter((node) => node.httpEquiv !== 'Content-Security-Policy'),
        );
      };
    });
    await tab.page.goto(tab.site.address);
    await tab.button('network: lock not proven ✗').waitFor();
    await tab.page.getByText('this browser did not confirm that nothing can be sent').waitFor();
    await tab.button('network: lock not proven ✗').click();
    await tab.page.getByText('A test connection went through although the page’s policy forbids it.').waitFor();
  });
});
