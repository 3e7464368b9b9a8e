/** One row of the grid. What the owner gives is drawn as it is: strings become text nodes. */
import { Component, type ComponentChildren } from 'preact';
import type { RowState } from './open-level';
import type { Column } from './types';

/** Text of what is still on its way. */
const COMING = '…';

interface BodyRowProps<Row> {
  readonly id: string;
  readonly state: RowState<Row>;
  readonly columns: readonly Column<Row>[];
  /** Indexes of the columns that are shown. */
  readonly shown: readonly number[];
  readonly selected: boolean;
  readonly extraClass: string | undefined;
  readonly hasMenu: boolean;
  /** Shown in the first of several rows that could not be fetched. */
  readonly failure: string | undefined;
}

/** Drawn again only when something in it has changed: a step of the wheel leaves most rows as they are. */
export class BodyRow<Row> extends Component<BodyRowProps<Row>> {
  override shouldComponentUpdate(next: BodyRowProps<Row>): boolean {
    const { state: before, ...rest } = this.props;
    const { state: after, ...nextRest } = next;
    return differ(before, after) || differ(rest, nextRest);
  }

  render() {
    const { props } = this;
    const { id, state, columns, shown, selected, extraClass } = props;
    const { index, branch, position, row, open, canOpen } = state;
    const classes = [index % 2 ? 'treegrid-odd' : '', row === undefined ? 'treegrid-coming' : '', extraClass ?? ''];
    return (
      <div
        role="row"
        id={id}
        class={['treegrid-row', ...classes].filter(Boolean).join(' ')}
        data-index={index}
        aria-rowindex={index + 2}
        aria-level={branch.depth + 1}
        aria-setsize={branch.count}
        aria-posinset={position + 1}
        aria-expanded={canOpen ? open : undefined}
        aria-selected={selected}
      >
        {shown.map((at) => {
          const column = columns[at];
          if (!column) return null;
          const content = row === undefined ? COMING : column.cell(row);
          const tip = row === undefined ? undefined : column.tip?.(row);
          if (at === 0) return <TreeCell key={column.id} {...props} content={content} tip={tip} />;
          return (
            <div
              key={column.id}
              role="gridcell"
              aria-colindex={at + 1}
              class={`treegrid-cell treegrid-${column.align}`}
              title={tip}
            >
              {content}
            </div>
          );
        })}
      </div>
    );
  }
}

function differ<T extends object>(before: T, after: T): boolean {
  return (Object.keys(after) as (keyof T)[]).some((name) => before[name] !== after[name]);
}

interface TreeCellProps<Row> extends BodyRowProps<Row> {
  readonly content: ComponentChildren;
  readonly tip: string | undefined;
}

function TreeCell<Row>({ state, failure, hasMenu, content, tip }: TreeCellProps<Row>) {
  const { branch, row, open, canOpen } = state;
  return (
    <div
      role="gridcell"
      aria-colindex={1}
      class="treegrid-cell treegrid-tree"
      style={{ '--treegrid-depth': branch.depth }}
    >
      <span class={canOpen ? 'treegrid-triangle' : 'treegrid-no-triangle'} aria-hidden="true">
        {canOpen ? (open ? '▾' : '▸') : ''}
      </span>
      {failure === undefined ? (
        <span class="treegrid-content" title={tip}>
          {content}
        </span>
      ) : (
        <span class="treegrid-content treegrid-failure">
          <button type="button" class="treegrid-retry" tabIndex={-1}>
            Try again
          </button>
          {failure}
        </span>
      )}
      {hasMenu && row !== undefined && (
        <button type="button" class="treegrid-menu" tabIndex={-1} aria-haspopup="menu" aria-label="Actions for this row">
          ⋯
        </button>
      )}
    </div>
  );
}
