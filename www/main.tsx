/**
 * The page's start: draw, fetch the engine, lock the network, prove it, and only then read files. Files dropped earlier
 * wait for the lock.
 */
import { render } from 'preact';
import { followAddress } from './app/address-bar';
import { restWhileForegroundBusy } from './app/foreground-work';
import { startComparisonTask } from './app/comparison-task';
import { engineArrived, openFiles } from './app/files';
import { openLaunchedFiles } from './app/launched-files';
import { selectWantedObject } from './app/select-object';
import { startTimelineTask } from './app/timeline-task';
import { startSuspectsTask } from './app/suspects-task';
import { followRedaction } from './app/redaction';
import { followTheme } from './app/theme';
import { followTitle } from './app/title';
import { startVerificationTask } from './app/verification-task';
import { embeddedLicences, isSingleFile } from './boot/embedded';
import { fetchEngineParts, fetchExercise, fetchSample } from './boot/engine-parts';
import { offerInstallation } from './boot/installable';
import { probeAddress } from './boot/probe-address';
import { lockNetwork } from './boot/network-lock';
import { keepForOffline } from './boot/offline';
import { attemptConnection } from './engine/connection-attempt';
import { bootFailure, licencesAddress, singleFile } from './state/boot';
import { lock, pageAttempted } from './state/lock';
import { EXERCISES, type ExerciseName, isExerciseMissing } from './state/practice';
import './styles/index.css';
import { App } from './views/shell/app';
import { fetchLaterViews } from './views/shell/later-views';
import { fetchPracticeView } from './views/shell/practice-view';

/** The address asks for the sample pair, or for an exercise: after the lock they could not be fetched any more. */
const asked = new URLSearchParams(location.search);
const wantsSample = asked.has('sample');
const wantedExercise = EXERCISES.find((name) => name === asked.get('practise'));

async function boot(): Promise<void> {
  followTheme();
  followRedaction();
  if (wantsSample) history.replaceState(null, '', location.pathname + location.hash);
  followAddress();
  followTitle();
  selectWantedObject();
  startComparisonTask();
  restWhileForegroundBusy();
  startSuspectsTask();
  startVerificationTask();
  startTimelineTask();
  const page = document.getElementById('page');
  if (page === null) throw new Error('index.html has no element with the id "page".');
  singleFile.value = isSingleFile();
  page.replaceChildren();
  render(<App />, page);

  offerInstallation();
  openLaunchedFiles();
  const probe = probeAddress(location.href);
  const [parts, sample, startPractice] = await Promise.all([
    fetchEngineParts(import.meta.env.DEV ? null : probe),
    wantsSample ? fetchSample() : [],
    // Of the page as one file they are no part.
    wantedExercise !== undefined && import.meta.env.MODE !== 'single' ? fetchPractice(wantedExercise) : null,
    fetchLaterViews(),
    keepForOffline(),
  ]);
  if (import.meta.env.DEV) {
    lock.value = { kind: 'development' };
  } else {
    lockNetwork();
    pageAttempted(await attemptConnection(document, probe));
  }
  licencesAddress.value = (await embeddedLicences()) ?? licencesAddress.value;
  engineArrived(parts);
  openFiles(sample);
  startPractice?.();
}

/** What starts an exercise after the lock. None is kept for use without a network: the page does without it then. */
async function fetchPractice(exercise: ExerciseName): Promise<(() => void) | null> {
  try {
    const [archive, { startPractice }] = await Promise.all([fetchExercise(exercise), fetchPracticeView()]);
    return () => startPractice(exercise, asked, archive);
  } catch {
    isExerciseMissing.value = true;
    return null;
  }
}

boot().catch((thrown: unknown) => {
  bootFailure.value = thrown instanceof Error ? thrown.message : String(thrown);
});
