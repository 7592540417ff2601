import { hintForName } from '../checking/nearest.ts';
import type { CredentialField, PropertyField } from '../definition.ts';
import { childPlace, entriesOf, type Place } from '../reading/place.ts';
import { flagAt, optional, textAt } from '../reading/values.ts';
import type { AuthContext } from './context.ts';

/** The fields that are asked for when an account is linked, by name. */
export function readFields(place: Place | undefined, context: AuthContext): Readonly<Record<string, CredentialField>> {
  return Object.fromEntries(entriesOf(place).map(([name, field]) => [name, readField(name, field, context)]));
}

/** The same where each fills a property of the credential. */
export function readPropertyFields(
  place: Place | undefined,
  context: AuthContext,
): Readonly<Record<string, PropertyField>> {
  const fields = entriesOf(place).map(([name, at]) => ({ name, at, field: readField(name, at, context) }));
  const isAlone = fields.filter(({ field }) => !field.setting).length === 1;
  return Object.fromEntries(
    fields.map(({ name, at, field }) => {
      return [name, { ...field, fills: textAt(at, 'fills') ?? (isAlone && !field.setting ? 'access_token' : name) }];
    }),
  );
}

function readField(name: string, place: Place, context: AuthContext): CredentialField {
  const field = {
    label: textAt(place, 'label') ?? name,
    secret: flagAt(place, 'secret') === true,
    required: flagAt(place, 'required') !== false,
    setting: flagAt(place, 'setting') === true,
    ...optional('pattern', textAt(place, 'pattern')),
    ...optional('description', textAt(place, 'description')?.trim()),
  };
  if (field.setting) checkSetting(name, place, field, context);
  return field;
}

function checkSetting(name: string, place: Place, field: CredentialField, { settings, reports }: AuthContext): void {
  const at = childPlace(place, 'setting') ?? place;
  const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
  if (field.secret) {
    const message = `The field \`${name}\` is secret; settings are not encrypted.`;
    reports.report(at, 'DEFINITION_INVALID', message, 'Leave out `setting` or `secret`.');
  } else if (setting === undefined) {
    const message = `The integration has no setting \`${name}\` for this field.`;
    const hint = `${hintForName(name, Object.keys(settings))} They are declared under \`settings\`.`;
    reports.report(at, 'DEFINITION_REFERENCE', message, hint);
  } else if (setting.type !== 'string') {
    const message = `The setting \`${name}\` is of the type ${setting.type}; what a field holds is a string.`;
    reports.report(at, 'DEFINITION_INVALID', message, `Declare it with \`type: string\`.`);
  }
}
