import type { Warning } from '../../engine/call.ts';
import type { Mapped } from '../mapped.ts';
import { coloursFor } from './colours.ts';

type Colours = ReturnType<typeof coloursFor>;

/**
 * Mapped records for a person: the record, which fields are empty and why, what failed, what does not fit, and what the
 * mapping leaves out altogether.
 */
export function showMapped(mapped: readonly Mapped[], unmapped: readonly string[], isTerminal: boolean): string {
  const colours = coloursFor(isTerminal);
  const records = mapped.map((one, index) => showOne(one, mapped.length > 1 ? index : undefined, colours));
  const rest = unmapped.length === 0 ? [] : [`${colours.yellow('not mapped')} ${unmapped.join(', ')}`];
  return `${[...records, ...rest].join('\n\n')}\n`;
}

function showOne(
  { record, shape, empty, faults, misfits }: Mapped,
  index: number | undefined,
  colours: Colours,
): string {
  const title = [
    ...(index === undefined ? [] : [`record ${index}`]),
    ...(shape === undefined ? [] : [`shape ${shape}`]),
  ];
  return [
    ...(title.length === 0 ? [] : [colours.bold(title.join(', '))]),
    record === undefined ? colours.red('no record') : JSON.stringify(record, null, 2),
    ...faults.map(fault => showFault(fault, colours)),
    ...misfits.map(({ pointer, message }) => `${colours.red('does not fit')} ${pointer || '/'} ${message}`),
    ...empty.map(field => showEmpty(field, colours)),
  ].join('\n');
}

function showFault({ message, expression }: Warning, colours: Colours): string {
  const hint = expression?.hint === undefined ? '' : `\n  hint: ${expression.hint}`;
  return `${colours.red('failed')} ${message}${hint}`;
}

function showEmpty({ field, expression, missing, hint }: Mapped['empty'][number], colours: Colours): string {
  const why = missing.length === 0 ? 'yields nothing for these values' : `there is no ${missing.join(', ')}`;
  const lines = [`${colours.yellow('empty')} ${field}: ${why}`, `  ${colours.dim(expression.replace(/\s+/g, ' '))}`];
  return [...lines, ...(hint === undefined ? [] : [`  hint: ${hint}`])].join('\n');
}
