/** The pane below the tables: who holds the selected object, what is in it, and what is known of it. */
import { signal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { recall, remember } from '../../app/preferences';
import type { ObjectRow } from '../../engine/protocol';
import { selection, sideOf } from '../../state/navigation';
import { pair } from '../../state/pair';
import { readySnapshots, type ReadySnapshot } from '../../state/snapshots';
import { tabId, Tabs } from '../../widgets/tabs';
import { capitalised } from '../text/format';
import { HeapText } from '../text/heap-text';
import { objectText } from '../text/object-text';
import { ObjectList } from '../tables/object-list';
import { Contents } from './contents';
import { CutsOf } from './cuts';
import { DetailsOf } from './details';
import { Retainers } from './retainers';

const NAMES = ['retainers', 'contents', 'dominated', 'cuts', 'details'] as const;
type Tab = (typeof NAMES)[number];
const TABS = NAMES.map((name) => ({ name, title: capitalised(name) }));

const PANEL_ID = 'object-panel';
const tab = signal<Tab>(NAMES.find((name) => name === recall('object-tab')) ?? 'retainers');

export function ObjectPane() {
  const selected = selection.value;
  const snapshot = readySnapshots.value.find(({ key }) => key === selected?.snapshot);
  if (selected === null || snapshot === undefined) return null;
  const { object } = selected;
  const side = sideOf(snapshot.key);
  const name = tab.value;
  return (
    <>
      <div class="object-head">
        <Tabs
          label="The selected object"
          tabs={TABS}
          selected={name}
          panelId={PANEL_ID}
          onSelect={(chosen) => {
            tab.value = chosen;
            remember('object-tab', chosen);
          }}
        />
        <h2>
          {capitalised(name)} of <HeapText text={objectText(object)} /> <span class="id">@{object.id}</span>{' '}
          <span class="where">
            {' · '}
            {pair.value !== null && side !== null && `${side}: `}
            {snapshot.name}
          </span>
        </h2>
      </div>
      <div id={PANEL_ID} class="object-panel" role="tabpanel" aria-labelledby={tabId(PANEL_ID, name)}>
        <Shown
          key={`${snapshot.key} ${object.ordinal}`}
          tab={name}
          snapshot={snapshot}
          object={object}
          isChosenHere={document.activeElement?.closest(`#${PANEL_ID}`) != null}
        />
      </div>
    </>
  );
}

interface ShownProps {
  readonly tab: Tab;
  readonly snapshot: ReadySnapshot;
  readonly object: ObjectRow;
  readonly isChosenHere: boolean;
}

function Shown({ tab: name, snapshot, object, isChosenHere }: ShownProps) {
  // Whoever chose the object in here goes on from here, though what was chosen is gone.
  useLayoutEffect(() => {
    if (isChosenHere) document.getElementById(tabId(PANEL_ID, name))?.focus();
  }, []);
  switch (name) {
    case 'retainers':
      return <Retainers snapshot={snapshot} object={object} />;
    case 'contents':
      return <Contents snapshot={snapshot} object={object} />;
    case 'dominated':
      return (
        <ObjectList
          label="Dominated"
          snapshot={snapshot}
          set={{ kind: 'dominated', ordinal: object.ordinal }}
          of={object.ordinal}
          empty="Only this object would be free without it: it dominates nothing."
        />
      );
    case 'cuts':
      return <CutsOf snapshot={snapshot} object={object} />;
    case 'details':
      return <DetailsOf snapshot={snapshot} object={object} />;
  }
}
