/**
 * What runs where. All tests run in Chromium. In the others run the files named here, which cover each thing that a browser
 * could do differently; of them the tests below cannot pass, each for the reason given. `tests/page/run.mjs` prints them.
 */

/** The files of each browser, without `.test.mjs`. */
export const FILES = {
  firefox: ['comparison', 'export', 'faults', 'keyboard', 'network-lock', 'offline', 'retainers', 'single-file'],
  webkit: ['export', 'keyboard', 'long-list', 'network-lock', 'offline', 'single-file'],
};

const NO_WORKERS = 'the driver shows no workers';
const NO_SCRIPTS_BEFORE = 'the driver runs no script before those of the page';
const NO_SERVICE_WORKERS = 'the driver shows no service workers';

/** What passes at times is not run. */
const unsteady = (reason) => ({ isUnsteady: true, toString: () => reason });

/** By browser, file and full name of the test: why it cannot pass there. */
const EXCEPTIONS = {
  firefox: {
    faults: {
      'a read never answers > a file that is gone by then is called unreadable':
        'a file that is being read is kept open: it is read to its end',
    },
    offline: { 'the service worker > does nothing that a message asks for': NO_SERVICE_WORKERS },
    opening: {
      'a worker that dies > by an error of its own: the page says so, keeps the other snapshot, and starts another': NO_WORKERS,
      'a worker that dies > by a call that breaks the engine: the page says so, keeps the other snapshot, and starts another': NO_WORKERS,
      'a file too large for a tab is refused at once, with what it needs and what will read it':
        'files of more than 2 GiB are dropped by Chromium’s driver alone',
      'a folder is called unreadable, and what to drop instead': 'folders are dropped by Chromium’s driver alone',
    },
  },
  webkit: {
    keyboard: {
      'the menu of a row opens and closes by key': unsteady('the driver does not always press Shift with F10'),
    },
    faults: { 'without storage and clipboard everything else works': NO_SCRIPTS_BEFORE },
    'network-lock': { 'the sign > claims nothing when the lock does not hold': NO_SCRIPTS_BEFORE },
    offline: {
      'a new version > comes at the next visit, and an older tab says so': 'the driver has one window a session',
      'the service worker > does nothing that a message asks for': NO_SERVICE_WORKERS,
    },
  },
};

export const exceptionsOf = (browser, file) => EXCEPTIONS[browser]?.[file] ?? {};
