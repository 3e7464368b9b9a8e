/** Nothing leaves the tab: no way out of the page or of its workers, once it says that it is locked. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { AGENT, placeAgents, tellWorker, workersOf } from './support/agent.mjs';
import { attemptFromPage, LEADS_NOWHERE, REFUSED_SILENTLY } from './support/attempts.mjs';
import { BROWSER } from './support/browser-name.mjs';
import { useBrowser } from './support/browser.mjs';
import { sample } from './support/command-line.mjs';
import { Elsewhere } from './support/elsewhere.mjs';
import { test } from './support/test.mjs';
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

const FRAME_CONNECTIONS = 2;

/** WebKit tells its workers nothing of policies: a refusal is a refusal. */
const REFUSED = BROWSER === 'webkit' ? 'refused' : 'refused by the policy';

const pageOf = (tab) => ({
  kind: 'page',
  attempt: (base) => tab.page.evaluate(attemptFromPage, base),
  settled: () => tab.page.evaluate(() => globalThis.settled),
});

const workerOf = (tab, name) => {
  const tell = (deed, argument) => tellWorker(tab, name, deed, argument);
  return { kind: 'worker', attempt: (base) => tell('attempt', base), settled: () => tell('settled') };
};

const isOf = (base, way) => (address) => address.replace(/^ws/, 'http').replace(/\?$/, '') === base + way;

/** Tries every way out of a scope and waits until each is over, but for those that end without a word. */
async function tryAll({ kind, attempt, settled }, base) {
  const ways = await attempt(base);
  const silent = REFUSED_SILENTLY[BROWSER][kind];
  const left = async () => {
    const over = await settled();
    return ways.filter((way) => !silent.includes(way) && !over.some(isOf(base, way)));
  };
  await untilEqual(left, [], 'every attempt is over');
}

/** Ways that lead to the server from a scope without a policy: what these tests forbid is possible. */
async function assertAllWaysLead({ kind, attempt }, base) {
  const ways = await attempt(base);
  const path = new URL(base).pathname;
  const expected = LEADS_NOWHERE[BROWSER][kind];
  const arrives = (way) => elsewhere.requests.some((request) => request.replace(/\?$/, '') === path + way);
  await untilEqual(() => ways.filter((way) => !arrives(way) && !expected.includes(way)), [], 'every attempt arrives');
}

describe('without the lock', () => {
  test('a page gets out in every one of these ways', async () => {
    const tab = await newTab();
    tab.expectComplaints(ANYTHING);
    await tab.page.goto(elsewhere.address);
    await assertAllWaysLead(pageOf(tab), `${elsewhere.address}from-page/`);
  });

  test('and so does a worker', async () => {
    const tab = await newTab();
    tab.expectComplaints(ANYTHING);
    await tab.page.goto(elsewhere.address);
    await tab.page.evaluate((script) => {
      globalThis.worker = new Worker(URL.createObjectURL(new Blob([script])));
    }, AGENT);
    const [name] = await workersOf(tab, 1);
    await assertAllWaysLead(workerOf(tab, name), `${elsewhere.address}from-worker/`);
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
      const base = baseOf(tab);
      await tryAll(pageOf(tab), base);
      const arrived = () => [...tab.site.requests.slice(sent.length), ...elsewhere.requests.slice(asked.length)];
      await untilEqual(arrived, [], 'nothing gets out');
      // For a frame browsers open a connection while they ask the policy, and send nothing over it.
      assert.ok(elsewhere.connections <= connections + FRAME_CONNECTIONS, `${elsewhere.connections - connections} connections`);
    });

    test(`there is no way out of a worker ${target}`, async () => {
      const tab = await newTab();
      placeAgents(tab.site);
      await tab.goto();
      tab.expectComplaints(ANYTHING);
      await tab.compare(BEFORE, AFTER);
      await tab.kept();
      const sent = [...tab.site.requests];
      const { connections } = elsewhere;
      const base = baseOf(tab);
      const names = await workersOf(tab, 2);
      for (const name of names) await tryAll(workerOf(tab, name), base);
      tab.site.changed.clear();
      // Once, or once a worker.
      const arrived = () => [...new Set(tab.site.requests.slice(sent.length))];
      await untilEqual(arrived, [], 'nothing gets out');
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
        .getByText(`Worker ${worker} tried the same before reading its file: ${REFUSED}.`)
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
