/** The start screen: drop, choose, or try the sample; and how to take snapshots that show a leak. */
import { openFiles } from '../../app/files';
import { singleFile } from '../../state/boot';
import { openDialog } from '../../state/dialogs';
import { lock } from '../../state/lock';
import { isExerciseMissing } from '../../state/practice';
import { snapshots } from '../../state/snapshots';
import { FileButton } from '../../widgets/file-button';
import { CaptureHelp } from './capture-help';
import { FILE_ENDINGS } from '../../state/file-endings';
import { SourceMapNotice } from '../common/source-map-notice';
import { FileList } from './file-list';
import { Licences } from './licences';

export function Start() {
  return (
    <main class="start">
      <section class="welcome" aria-label="Open snapshots">
        <p class="lead">Drop heap snapshots anywhere: one to look around, two to see what grew.</p>
        <p class="actions">
          <FileButton accept={FILE_ENDINGS} primary onFiles={openFiles}>
            Choose files
          </FileButton>
          {/* A reload: the locked page cannot fetch the sample any more. */}
          {!singleFile.value && (
            <>
              <a class="button" href="?sample">
                Try it with a sample
              </a>
              <a class="button" href="?practise=prices">
                Practise on a small program
              </a>
            </>
          )}
        </p>
        {(singleFile.value || isExerciseMissing.value) && (
          <p class="quiet">A sample and Practise are on the page that a server hands out.</p>
        )}
        <p class="quiet">
          <Promise />
        </p>
      </section>
      <FileList />
      <SourceMapNotice />
      {snapshots.value.length === 0 && <CaptureHelp />}
      <Licences />
    </main>
  );
}

function Promise() {
  const explain = (words: string) => (
    <button
      type="button"
      class="link"
      onClick={() => {
        openDialog.value = 'network lock';
      }}
    >
      {words}
    </button>
  );
  switch (lock.value.kind) {
    case 'unproven':
      return (
        <>
          They are read on this machine, in this tab, but this browser did not confirm that nothing can be sent.{' '}
          {explain('What that means')}
        </>
      );
    case 'development':
      return (
        <>
          They are read on this machine, in this tab. This is a development server: the network is not locked.{' '}
          {explain('What that means')}
        </>
      );
    default:
      return <>They are read on this machine, in this tab. Nothing is sent: {explain('see how the page makes sure')}</>;
  }
}
