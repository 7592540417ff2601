import type { SettingDefinition } from '../definition.ts';
import { childPlace, entriesOf, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import { flagAt, optional, textAt } from '../reading/values.ts';

/** Declared facts (of the app or of an account) by name; a default has to be of its type. */
export function readSettings(place: Place | undefined, reports: Reports): Readonly<Record<string, SettingDefinition>> {
  return Object.fromEntries(entriesOf(place).map(([name, setting]) => [name, readSetting(setting, reports)]));
}

function readSetting(place: Place, reports: Reports): SettingDefinition {
  const type = settingType(textAt(place, 'type'));
  const standard = childPlace(place, 'default');
  const value = standard?.value;
  const fits = type === 'integer' ? Number.isInteger(value) : typeof value === type;
  if (standard && !fits) {
    reports.report(standard, 'DEFINITION_INVALID', `The default \`${String(value)}\` is not of the type ${type}.`);
  }
  const known =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
  return {
    type,
    secret: flagAt(place, 'secret') === true,
    ...optional('default', known),
    ...optional('description', textAt(place, 'description')?.trim()),
  };
}

function settingType(value: string | undefined): SettingDefinition['type'] {
  return value === 'integer' || value === 'boolean' ? value : 'string';
}
