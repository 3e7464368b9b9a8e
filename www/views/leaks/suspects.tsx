/** Suspects: who holds what grew, in words, the most likely first; and below, folded, what else is new. */
import type { Background, SetAside } from '../../engine/findings';
import { seriesKeys } from '../../state/pair';
import { suspects } from '../../state/suspects';
import { bytes, count, exactBytes } from '../text/format';
import { Notice } from '../common/notice';
import { closed } from '../text/object-text';
import { ProcessNotice } from '../common/process-notice';
import { Sentence } from './sentence';
import { Stages } from './stages';
import { SuspectCard } from './suspect-card';

export function SuspectsView() {
  const now = suspects.value;
  if (now.kind === 'failed' && now.seriesKeys === seriesKeys.value)
    return (
      <Notice tone="error">
        Suspects could not be named: {now.error.message} {now.error.advice} Comparison and Summary can be used as before.
      </Notice>
    );
  if (now.kind !== 'ready' || now.seriesKeys !== seriesKeys.value) return <Stages />;
  const { findings, series, latest } = now;
  return (
    // A list longer than the screen is scrolled by keys, too.
    <div class="suspects" tabIndex={0} role="region" aria-label="Findings">
      <h2 class="hidden">Suspects</h2>
      {findings.sameProcess ? (
        <p class="verdict" role="status">
          <Sentence parts={findings.verdictParts} />
        </p>
      ) : (
        <>
          <ProcessNotice />
          <p class="verdict" role="status">
            {findings.suspects.length === 0
              ? 'By path, the newer one holds no more of anything than noise. Comparison counts the classes.'
              : 'By path, the newer one holds more of these:'}
          </p>
        </>
      )}
      {findings.suspects.length > 0 && (
        <ol class="suspect-list">
          {findings.suspects.map((suspect) => (
            <SuspectCard key={suspect.rank} suspect={suspect} series={series} latest={latest} />
          ))}
        </ol>
      )}
      {findings.sameProcess && (
        <>
          <p class="quiet">Taken as snapshots of one process: {findings.sameProcessWhy}</p>
          {findings.setAside.length > 0 && <Aside asides={findings.setAside} />}
          {findings.background.count > 0 && <WarmUp background={findings.background} />}
        </>
      )}
    </div>
  );
}

/** What grew and is no suspect. */
function Aside({ asides }: { readonly asides: readonly SetAside[] }) {
  return (
    <details>
      <summary>
        Set aside: {count(asides.length)} {asides.length === 1 ? 'holder' : 'holders'} that grew and{' '}
        {asides.length === 1 ? 'is no suspect' : 'are no suspects'}
      </summary>
      <dl class="asides">
        {asides.map(({ name, why }, index) => (
          <div key={index}>
            <dt>
              <code class="name">{closed(name)}</code>
            </dt>
            <dd>
              {why}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** What else is new. */
function WarmUp({ background }: { readonly background: Background }) {
  return (
    <details>
      <summary>
        Engine and warm-up: {count(background.count)} new objects,{' '}
        <span title={exactBytes(background.bytes)}>{bytes(background.bytes)}</span>
      </summary>
      <table class="figures parts">
        <thead>
          <tr>
            <th scope="col">What it is</th>
            <th scope="col"># New</th>
            <th scope="col">Alloc. Size</th>
          </tr>
        </thead>
        <tbody>
          {background.parts.map((part) => (
            <tr key={part.what}>
              <th scope="row">{part.what}</th>
              <td>{count(part.count)}</td>
              <td title={exactBytes(part.bytes)}>{bytes(part.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
