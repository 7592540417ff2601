import { wrongParameter } from './parameters.ts';

/** The query of a custom call: our own parameters taken out, the rest byte for byte as it came. */
export interface CustomQuery {
  readonly ours: Readonly<Partial<Record<(typeof ourNames)[number], string>>>;
  readonly rest: string;
}

const ourNames = ['integrated_account_id', 'host'] as const;

/**
 * Takes our parameters out of a query string.
 *
 * @throws PatchbayError REQUEST_INVALID for one of ours that is given twice or cannot be read
 */
export function splitCustomQuery(text: string): CustomQuery {
  const ours: Partial<Record<(typeof ourNames)[number], string>> = {};
  const rest: string[] = [];
  for (const pair of text.split('&')) {
    const equals = pair.indexOf('=');
    const written = decode(equals === -1 ? pair : pair.slice(0, equals));
    const name = ourNames.find(one => one === written);
    if (name === undefined) {
      rest.push(pair);
      continue;
    }
    if (Object.hasOwn(ours, name)) throw wrongParameter(name, 'is given more than once');
    const value = decode(equals === -1 ? '' : pair.slice(equals + 1));
    if (value === undefined) throw wrongParameter(name, 'holds an escape that is not valid UTF-8');
    ours[name] = value;
  }
  return { ours, rest: rest.join('&') };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined; // of another's parameter; the engine refuses what is no escape
  }
}
