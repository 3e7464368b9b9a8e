/** What can be done with an object's row. */
import { ask } from '../../app/engines';
import { copy } from '../../app/export';
import { revealClass, select } from '../../state/navigation';
import { snapshotOn } from '../../state/pair';
import type { MenuItem } from '../../widgets/treegrid/types';
import { chainLinks, chainText } from '../text/retaining-path';
import type { HeapEntry } from './heap-rows';
import { objectText } from '../text/object-text';

export function menuOfEntry({ snapshot, object }: HeapEntry): readonly MenuItem[] {
  const side = snapshotOn('newer')?.key === snapshot ? 'newer' : 'older';
  const items: MenuItem[] = [
    { label: 'Show retainers', run: () => select(snapshot, object) },
    { label: 'Copy name', run: () => void copy(objectText(object)) },
    { label: 'Copy @id', run: () => void copy(`@${object.id}`) },
    { label: 'Copy chain from the root', run: () => void copyChain(snapshot, object.ordinal) },
  ];
  // An object without a size of its own is counted in no class.
  if (object.shallowSize > 0) {
    items.splice(1, 0, { label: 'Show its class in Summary', run: () => revealClass(side, object.className) });
  }
  return items;
}

async function copyChain(snapshot: number, ordinal: number): Promise<void> {
  await copy(chainText(chainLinks(await ask(snapshot, 'path', [ordinal]))));
}
