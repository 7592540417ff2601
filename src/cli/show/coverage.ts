import type { Cell } from '../../engine/describe/cell.ts';
import { coloursFor } from './colours.ts';

/** The coverage matrix for a person: a line per resource and method, a column per integration, and the number of fields. */
export function showCoverage(cells: readonly Cell[], isTerminal: boolean): string {
  const colours = coloursFor(isTerminal);
  const integrations = [...new Set(cells.map(({ integration }) => integration))];
  const rows = [...new Set(cells.map(rowOf))];
  const first = Math.max(0, ...rows.map(({ length }) => length));
  const width = Math.max(14, ...integrations.map(({ length }) => length));
  const paint = { full: colours.green, partial: colours.yellow, unsupported: colours.dim };
  const lines = rows.map(row => {
    const columns = integrations.map(name => {
      const cell = cells.find(one => one.integration === name && rowOf(one) === row);
      if (cell === undefined) return ''.padEnd(width);
      const count = cell.state === 'unsupported' ? '' : ` ${cell.fields.length}`;
      return paint[cell.state](`${cell.state}${count}`.padEnd(width));
    });
    return [row.padEnd(first), ...columns].join('  ').trimEnd();
  });
  const head = [''.padEnd(first), ...integrations.map(name => name.padEnd(width))].join('  ').trimEnd();
  return `${[head, ...lines].join('\n')}\n`;
}

function rowOf({ resource, method }: Cell): string {
  return `${resource} ${method}`;
}
