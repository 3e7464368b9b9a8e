/** The work screen: the views' tabs and the filter, the view, and below it who holds the selected object. */
import { useState } from 'preact/hooks';
import { recall, remember } from '../../app/preferences';
import {
  chosenView,
  filter,
  isOfOne,
  isTable,
  selection,
  summarySide,
  typeFilter,
  view,
  type ViewName,
  views,
} from '../../state/navigation';
import { mergedOf, shownMerged } from '../../state/merged-paths';
import { pair } from '../../state/pair';
import { timesRenamed } from '../../state/source-maps';
import { Splitter } from '../../widgets/splitter/splitter';
import { tabId, Tabs } from '../../widgets/tabs';
import { FindBar, openFind } from './find-bar';
import { finding, isFinding } from '../../state/find';
import { FileNotice } from '../common/file-notice';
import { SourceMapNotice } from '../common/source-map-notice';
import { Notice } from '../common/notice';
import { laterViews } from './later-views';
import { FILTER_ID } from './page-keys';
import { StatusBar } from './status-bar';
import { SuspectsView } from '../leaks/suspects';
import { VIEW_ID } from '../common/view-tabs';
import { capitalised } from '../text/format';

const RETAINERS_ID = 'retainers';
/** Bounds of the retainers' height in pixels: its heading and a few rows; and so much must remain for the table above. */
const RETAINERS_MIN = 120;
const TABLE_MIN = 240;

export function Work() {
  const shown = view.value;
  const later = laterViews.value;
  return (
    <main class="work">
      <div class="toolbar">
        <Tabs
          label="Views"
          tabs={views.value.map((name) => ({ name, title: capitalised(name) }))}
          selected={shown}
          panelId={VIEW_ID}
          onSelect={(name) => {
            chosenView.value = name;
            // What stands in the place of the view goes.
            mergedOf.value = null;
            finding.value = null;
          }}
        />
        {isOfOne(shown) && <SideSwitch />}
        {shown === 'summary' && later !== null && <later.ObjectsChoice />}
        <span class="spring" />
        {isTable(shown) && <FilterBox />}
        <button type="button" onClick={openFind} title="Find objects (Ctrl+F)">
          Find
        </button>
      </div>
      <FindBar />
      <FileNotice />
      <SourceMapNotice />
      <section id={VIEW_ID} class="view" role="tabpanel" aria-labelledby={tabId(VIEW_ID, shown)}>
        <View key={timesRenamed.value} name={isFinding.value ? 'found' : shownMerged.value !== null ? 'merged paths' : shown} />
      </section>
      {selection.value !== null && <ResizableRetainers key={`retainers ${timesRenamed.value}`} />}
      <StatusBar />
    </main>
  );
}

function View({ name }: { readonly name: ViewName | 'found' | 'merged paths' }) {
  const later = laterViews.value;
  if (name === 'suspects') return <SuspectsView />;
  if (later === null) return <Notice>Fetching the views…</Notice>;
  switch (name) {
    case 'found':
      return <later.FindResults />;
    case 'merged paths':
      return <later.MergedPaths />;
    case 'verify':
      return <later.VerifyView />;
    case 'comparison':
      return <later.ComparisonView />;
    case 'timeline':
      return <later.TimelineView />;
    case 'summary':
      return <later.SummaryView />;
    case 'containment':
      return <later.ContainmentView />;
    case 'dominators':
      return <later.DominatorsView />;
    case 'allocation':
      return <later.AllocationView />;
    case 'statistics':
      return <later.StatisticsView />;
  }
}

function ResizableRetainers() {
  const later = laterViews.value;
  const max = Math.max(RETAINERS_MIN, innerHeight - TABLE_MIN);
  const [height, setHeight] = useState(() => Number(recall('retainers-height')) || Math.round(innerHeight * 0.38));
  const shown = Math.min(Math.max(height, RETAINERS_MIN), max);
  const resize = (size: number) => {
    setHeight(size);
    remember('retainers-height', String(size));
  };
  return (
    <>
      <Splitter
        label="Height of the retainers pane"
        orientation="horizontal"
        controls={RETAINERS_ID}
        size={shown}
        min={RETAINERS_MIN}
        max={max}
        onResize={resize}
      />
      <section
        id={RETAINERS_ID}
        class="retainers"
        style={{ height: `${shown}px` }}
        aria-label="The selected object"
      >
        {later !== null && <later.ObjectPane />}
      </section>
    </>
  );
}

/** Summary, Containment and Dominators show one snapshot of the two. */
function SideSwitch() {
  const now = pair.value;
  if (now === null) return null;
  return (
    <fieldset class="switch">
      <legend class="hidden">Snapshot shown</legend>
      {(['older', 'newer'] as const).map((side) => (
        <label key={side} title={now[side].fileName}>
          <input
            type="radio"
            name="summary side"
            checked={summarySide.value === side}
            onChange={() => {
              summarySide.value = side;
            }}
          />
          {side}
        </label>
      ))}
    </fieldset>
  );
}

function FilterBox() {
  return (
    <label class="filter">
      <span class="hidden">Filter class</span>
      <input
        id={FILTER_ID}
        type="search"
        placeholder="Filter class ( / )"
        spellcheck={false}
        autocomplete="off"
        value={filter.value.text}
        onInput={(event) => typeFilter(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            typeFilter('');
            document.querySelector<HTMLElement>(`#${VIEW_ID} [role=treegrid]`)?.focus();
          }
        }}
      />
    </label>
  );
}
