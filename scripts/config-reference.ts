import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { variables, type Variable } from '../src/config/variables.ts';
import { betweenMarkers } from './between-markers.ts';

const page = fileURLToPath(new URL('../docs/operating.md', import.meta.url));

/** docs/operating.md as it is, and as it would be with the table of variables made anew. */
export function configPage(): { readonly current: string; readonly fresh: string } {
  const current = readFileSync(page, 'utf8');
  return { current, fresh: betweenMarkers(current, 'variables', table()) };
}

function table(): string {
  const rows = Object.values<Variable<unknown>>(variables).map(variable => [
    `\`${variable.name}\`${variable.secret === undefined ? '' : ' (secret)'}`,
    variable.description,
    defaultOf(variable),
    [variable.bounds, variable.unit].filter(part => part !== undefined).join(', '),
  ]);
  return [['Variable', 'Meaning', 'Default', 'Bounds'], ['---', '---', '---', '---'], ...rows]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function defaultOf({ default: text, required }: Variable<unknown>): string {
  if (required !== undefined) return 'none, has to be set';
  return text === undefined || text === '' ? 'none' : `\`${text}\``;
}
