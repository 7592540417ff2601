import type { Catalogue } from '../src/engine/definitions/catalogue.ts';
import type { Cell } from '../src/engine/describe/cell.ts';
import { coverageOf } from '../src/engine/describe/coverage.ts';

/** The coverage matrix in Markdown: a line per resource and method that somebody supports, a column per integration. */
export function coverageMatrix(catalogue: Catalogue): string {
  const cells = coverageOf(catalogue);
  const names = namesOf(cells);
  const rows = rowsOf(cells).map(row => [
    `\`${row}\``,
    ...names.map(name => stateOf(cells.find(cell => cell.integration === name && rowOf(cell) === row))),
  ]);
  return table(['', ...names.map(name => catalogue.integrations.get(name)?.label ?? name)], rows);
}

/** The reference page: per integration what each method does, lacks and needs. */
export function coverageReference(catalogue: Catalogue): string {
  const cells = coverageOf(catalogue);
  const sections = namesOf(cells).map(name => {
    const own = cells.filter(({ integration }) => integration === name);
    const label = catalogue.integrations.get(name)?.label ?? name;
    return `## ${label}\n\n${table(headings, own.map(rowOfCell))}\n`;
  });
  return `${introduction}\n${sections.join('\n')}`;
}

const introduction = `# Coverage

Generated from the definitions by \`npm run generate\`; \`npx patchbay coverage --json\` and \`GET /capabilities\` tell the same as data.

**full**: every record, in the order, that the model promises. **partial**: not so, for the reason given; a name before it is the
variant it is true of. Scopes are those of every way, parent and lookup together: all of them, one of those joined by "or".
`;

const headings = ['Method', 'State', 'Fields left empty', 'Filters', 'expand', 'Scopes'];

function rowOfCell(cell: Cell): readonly string[] {
  const { state, reason, missing, filters, expands, scopes } = cell;
  return [
    `\`${rowOf(cell)}\``,
    [`**${state}**`, ...(reason === undefined ? [] : [reason])].join('<br>'),
    Object.entries(missing)
      .map(([field, why]) => `\`${field}\`: ${why}`)
      .join('<br>'),
    filters.map(name => `\`${name}\``).join(', '),
    expands.map(name => `\`${name}\``).join(', '),
    scopes
      .map(
        ({ credential, all }) =>
          `${credential}: ${all.map(one => one.map(shortScope).join(' or ')).join(', ') || 'none'}`,
      )
      .join('<br>'),
  ];
}

/** A scope that is a URL is long; its last part is the one that is looked for. */
function shortScope(scope: string): string {
  return `\`${scope.replace(/^https:\/\/.*\//, '')}\``;
}

function stateOf(cell: Cell | undefined): string {
  if (cell === undefined || cell.state === 'unsupported') return '–';
  return cell.state;
}

function namesOf(cells: readonly Cell[]): readonly string[] {
  return [...new Set(cells.map(({ integration }) => integration))];
}

function rowsOf(cells: readonly Cell[]): readonly string[] {
  return [...new Set(cells.filter(({ state }) => state !== 'unsupported').map(rowOf))];
}

function rowOf({ resource, method }: Cell): string {
  return `${resource} ${method}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map(cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}
