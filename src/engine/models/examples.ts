import { childPlace, entriesOf, type Place } from '../definitions/reading/place.ts';
import type { Reports } from '../definitions/reading/reports.ts';
import { flagAt, textAt, textsAt } from '../definitions/reading/values.ts';

/** Checks that fields are whole: objects with `fields`, arrays with `items`, and examples a caller could really see. */
export function checkFields(fields: Place | undefined, reports: Reports): void {
  for (const [name, field] of entriesOf(fields)) {
    checkIdentity(name, field, reports);
    checkField(name, field, reports);
    const type = textAt(field, 'type');
    if (childPlace(field, 'example') === undefined && type !== 'object' && type !== 'array') {
      reports.report(
        field,
        'DEFINITION_INVALID',
        `The field \`${name}\` lacks an example.`,
        'Give a value as a caller sees it.',
        'key',
      );
    }
  }
}

function checkIdentity(name: string, field: Place, reports: Reports): void {
  if (name !== 'id' || textAt(field, 'type') === 'string') return;
  reports.report(field, 'DEFINITION_INVALID', 'An `id` is a string.', 'Write `type: string`.', 'key');
}

function checkField(name: string, field: Place, reports: Reports): void {
  const type = textAt(field, 'type');
  requireOnly(name, field, { key: 'fields', type: 'object' }, reports);
  requireOnly(name, field, { key: 'items', type: 'array' }, reports);
  if (type !== 'string' && childPlace(field, 'enum')) {
    reports.report(
      field,
      'DEFINITION_INVALID',
      `\`${name}\` has an enum but is no string.`,
      'Write `type: string`.',
      'key',
    );
  }
  if (flagAt(field, 'open') === true && !childPlace(field, 'enum')) {
    reports.report(
      field,
      'DEFINITION_INVALID',
      `\`${name}\` is open but has no enum.`,
      'Remove `open`, or list the values.',
      'key',
    );
  }
  checkExample(name, field, reports);
  checkFields(childPlace(field, 'fields'), reports);
  const items = childPlace(field, 'items');
  if (items) checkField(`items of ${name}`, items, reports);
}

function requireOnly(
  name: string,
  field: Place,
  rule: { readonly key: string; readonly type: string },
  reports: Reports,
): void {
  const wanted = textAt(field, 'type') === rule.type;
  if (wanted === (childPlace(field, rule.key) !== undefined)) return;
  const message = wanted
    ? `\`${name}\` lacks \`${rule.key}\`.`
    : `\`${name}\` has \`${rule.key}\` but is no ${rule.type}.`;
  reports.report(
    field,
    'DEFINITION_INVALID',
    message,
    `\`${rule.key}\` and \`type: ${rule.type}\` go together.`,
    'key',
  );
}

function checkExample(name: string, field: Place, reports: Reports): void {
  const example = childPlace(field, 'example');
  if (example === undefined || fits(example.value, field)) return;
  const type = textAt(field, 'type') ?? '';
  const values = textsAt(field, 'enum');
  const wanted = values.length > 0 ? `one of ${values.join(', ')}` : type;
  reports.report(
    example,
    'DEFINITION_INVALID',
    `The example of \`${name}\` is not ${wanted}.`,
    'Give a value as a caller sees it.',
  );
}

const utcTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function fits(example: unknown, field: Place): boolean {
  const values = textsAt(field, 'enum');
  switch (textAt(field, 'type')) {
    case 'string':
      return (
        typeof example === 'string' &&
        (values.length === 0 || flagAt(field, 'open') === true || values.includes(example))
      );
    case 'date-time':
      return typeof example === 'string' && utcTime.test(example);
    case 'integer':
      return Number.isInteger(example);
    case 'array':
      return Array.isArray(example);
    default:
      return typeof example === textAt(field, 'type');
  }
}
