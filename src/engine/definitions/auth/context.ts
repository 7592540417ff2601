import { hintForName } from '../checking/nearest.ts';
import type { ExpressionScope } from '../compiling/scope.ts';
import type { SettingDefinition } from '../definition.ts';
import type { Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';

/** What the ways to link an account may refer to. */
export interface AuthContext {
  /** Names of the credentials an integration declares, in order of preference. */
  readonly credentials: readonly string[];
  readonly settings: Readonly<Record<string, SettingDefinition>>;
  readonly hosts: Place | undefined;
  /** How answers are read. */
  readonly page: ExpressionScope;
  readonly reports: Reports;
}

/** Reports the name of a credential that the integration does not declare. */
export function checkCredential(
  name: string,
  place: Place,
  spot: 'key' | 'value',
  { credentials, reports }: Pick<AuthContext, 'credentials' | 'reports'>,
): void {
  if (credentials.includes(name)) return;
  const message = `The integration has no credential \`${name}\`.`;
  const hint = `${hintForName(name, credentials)} They are declared under \`credential\`.`;
  reports.report(place, 'DEFINITION_REFERENCE', message, hint, spot);
}
