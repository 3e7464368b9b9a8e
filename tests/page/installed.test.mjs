/** The page as an installed application: the browser takes it for one, and files opened with it are read. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { useBrowser } from './support/browser.mjs';
import { sample } from './support/command-line.mjs';
import { test } from './support/test.mjs';

const { open, newTab } = useBrowser();

test('the manifest is taken without a complaint, and opens snapshots', async () => {
  const tab = await open();
  await tab.kept();
  const session = await tab.page.context().newCDPSession(tab.page);
  const { data, errors } = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  const manifest = JSON.parse(data);
  assert.equal(manifest.start_url, tab.site.address);
  assert.deepEqual(Object.values(manifest.file_handlers[0].accept), [['.heapsnapshot', '.heaptimeline', '.fxsnapshot']]);
  // A window without a history, as tests have it, is the one thing that keeps it from being installed.
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'), []);
});

test('files that the system opens are compared, also when the second comes later', async () => {
  const tab = await newTab();
  await tab.page.addInitScript(() => {
    Object.defineProperty(globalThis, 'launchQueue', {
      value: { setConsumer: (consumer) => (globalThis.launch = consumer) },
    });
  });
  await tab.goto();
  for (const name of ['node18-leak-before', 'node18-leak-after']) {
    const content = readFileSync(sample(name)).toString('base64');
    await tab.page.evaluate(
      async ([name, content]) => {
        const folder = await navigator.storage.getDirectory();
        const handle = await folder.getFileHandle(name, { create: true });
        const stream = await handle.createWritable();
        await stream.write(Uint8Array.from(atob(content), (character) => character.charCodeAt(0)));
        await stream.close();
        globalThis.launch({ files: [handle] });
      },
      [`${name}.heapsnapshot.gz`, content],
    );
    await tab.page.getByRole('button', { name: new RegExp(name) }).waitFor();
  }
  await tab.view('Comparison').click();
  await tab.grid('Comparison').waitFor();
});
