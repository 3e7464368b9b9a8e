/** Why a table is empty, and what to do next. */
import { typeFilter } from '../../state/navigation';

export function EmptyTable({ filter, otherwise }: { readonly filter: string; readonly otherwise: string }) {
  if (filter === '') return <p>{otherwise}</p>;
  return (
    <p>
      No class here has “{filter}” in its name.{' '}
      <button type="button" onClick={() => typeFilter('')}>
        Show all classes
      </button>
    </p>
  );
}
