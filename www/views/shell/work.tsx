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
import { pair } from '../../state/pair';
import { shortName } from '../../state/snapshots';
import { Splitter } from '../../widgets/splitter/splitter';
import { tabId, Tabs } from '../../widgets/tabs';
import { ObjectsChoice, ObjectsSum } from './objects-choice';
import { ComparisonView } from '../tables/comparison';
import { FindBar, openFind } from './find-bar';
import { FindResults } from '../tables/find-results';
import { isFinding } from '../../state/find';
import { FileNotice } from '../common/file-notice';
import { FILTER_ID } from './page-keys';
import { ContainmentView } from '../retainers/containment';
import { ObjectPane } from '../retainers/object-pane';
import { StatusBar } from './status-bar';
import { SummaryView } from '../tables/summary';
import { SuspectsView } from '../leaks/suspects';
import { TimelineView } from '../tables/timeline';
import { VerifyView } from '../leaks/verify';
import { VIEW_ID } from '../common/view-tabs';

const RETAINERS_ID = 'retainers';
/** Bounds of the retainers' height in pixels: its heading and a few rows; and so much must remain for the table above. */
const RETAINERS_MIN = 120;
const TABLE_MIN = 240;
const TITLES: Readonly<Record<ViewName, string>> = {
  verify: 'Verify',
  suspects: 'Suspects',
  comparison: 'Comparison',
  timeline: 'Timeline',
  summary: 'Summary',
  containment: 'Containment',
};

export function Work() {
  const shown = view.value;
  return (
    <main class="work">
      <div class="toolbar">
        <Tabs
          label="Views"
          tabs={views.value.map((name) => ({ name, title: TITLES[name] }))}
          selected={shown}
          panelId={VIEW_ID}
          onSelect={(name) => {
            chosenView.value = name;
          }}
        />
        {isOfOne(shown) && <SideSwitch />}
        {shown === 'summary' && <ObjectsChoice />}
        {shown === 'summary' && <ObjectsSum />}
        <span class="spring" />
        {isTable(shown) && <FilterBox />}
        <button type="button" onClick={openFind} title="Find objects (Ctrl+F)">
          Find
        </button>
      </div>
      <FindBar />
      <FileNotice />
      <section id={VIEW_ID} class="view" role="tabpanel" aria-labelledby={tabId(VIEW_ID, shown)}>
        {isFinding.value ? <FindResults /> : <View name={shown} />}
      </section>
      {(isTable(shown) || shown === 'containment' || isFinding.value || selection.value !== null) && <ResizableRetainers />}
      <StatusBar />
    </main>
  );
}

function View({ name }: { readonly name: ViewName }) {
  switch (name) {
    case 'verify':
      return <VerifyView />;
    case 'suspects':
      return <SuspectsView />;
    case 'comparison':
      return <ComparisonView />;
    case 'timeline':
      return <TimelineView />;
    case 'summary':
      return <SummaryView />;
    case 'containment':
      return <ContainmentView />;
  }
}

function ResizableRetainers() {
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
        <ObjectPane />
      </section>
    </>
  );
}

/** Summary and Containment show one snapshot of the two. */
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
          <span>
            {side}: {shortName(now[side].fileName)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function FilterBox() {
  return (
    <label class="filter">
      <span class="label">Filter class</span>{' '}
      <input
        id={FILTER_ID}
        type="search"
        placeholder="part of a name ( / )"
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
