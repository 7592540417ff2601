import type { Expression } from '../../expressions/expression.ts';
import { hintForName } from '../checking/nearest.ts';
import { compileAt } from '../compiling/expressions.ts';
import { requestScope, type ExpressionScope } from '../compiling/scope.ts';
import type { Endpoint, Param, Rate } from '../endpoint.ts';
import { childPlace, entriesOf, itemsOf, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import { textAt } from '../reading/values.ts';

/** The rates an integration declares, by name. */
export type Rates = ReadonlyMap<string, Rate>;

/** What a rate may be counted by beside the parameters of its endpoints. */
const facts = ['account', 'app', 'endpoint'];

/**
 * Reads `rates` of an integration.
 *
 * @param natives its native files: a rate may be counted by any parameter that some endpoint has
 * @param page knows what `$account` and `$app` hold
 */
export function linkRates(
  place: Place | undefined,
  natives: Iterable<Place>,
  page: ExpressionScope,
  reports: Reports,
): Rates {
  const known = (name: string) => [name, page.variables.get(name) ?? 'any'] as const;
  const parameters = [...natives].flatMap(parameterNames).map(name => [name, 'any'] as const);
  const figures = requestScope(Object.fromEntries(['account', 'app'].map(known)));
  const counted = requestScope(Object.fromEntries([...parameters, ...facts.map(known)]));
  return new Map(
    entriesOf(place).map(([name, at]) => {
      const by = childPlace(at, 'by');
      const parts = by === undefined ? [] : Array.isArray(by.value) ? itemsOf(by) : [by];
      const per = textAt(at, 'per') ?? '';
      const rate: Rate = {
        name,
        max: readMax(childPlace(at, 'max'), figures, reports),
        per,
        perMs: millisecondsOf(per),
        by: parts.map(part => compileAt(part, counted, reports)),
      };
      return [name, rate] as const;
    }),
  );
}

/** The rates that an endpoint counts against. */
export function ratesOfEndpoint(
  place: Place,
  endpoint: { readonly name: string; readonly params: Readonly<Record<string, Param>> },
  rates: Rates,
  reports: Reports,
): Endpoint['rates'] {
  return itemsOf(childPlace(place, 'rate')).flatMap(at => {
    const rate = rates.get(String(at.value));
    if (rate === undefined) {
      const message = `The integration has no rate \`${String(at.value)}\`.`;
      const hint = `${hintForName(String(at.value), rates.keys())} They are declared under \`rates\` in integration.yaml.`;
      reports.report(at, 'DEFINITION_REFERENCE', message, hint);
      return [];
    }
    const missing = rate.by.flatMap(variablesOf).find(name => !facts.includes(name) && !(name in endpoint.params));
    if (missing === undefined) return [rate];
    const message = `The rate \`${rate.name}\` is counted by \`$${missing}\`, and \`${endpoint.name}\` has no such parameter.`;
    reports.report(at, 'DEFINITION_REFERENCE', message, hintForName(missing, Object.keys(endpoint.params)));
    return [];
  });
}

function readMax(place: Place | undefined, figures: ExpressionScope, reports: Reports): Rate['max'] {
  if (typeof place?.value !== 'number') return place === undefined ? 1 : compileAt(place, figures, reports);
  if (Number.isInteger(place.value) && place.value >= 1) return place.value;
  reports.report(place, 'DEFINITION_INVALID', '`max` is a whole number, 1 at least.');
  return 1;
}

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `10s` in milliseconds; the schema knows the form. */
function millisecondsOf(text: string): number {
  const [, count = '', unit = ''] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
  const found = Object.entries(unitMs).find(([name]) => name === unit);
  return Math.max(1, Number(count) * (found?.[1] ?? 1));
}

function variablesOf({ demand }: Expression): readonly string[] {
  return [...demand.variables.keys()].filter(name => name !== 'nothing');
}

/** Every parameter of a file's endpoints, those that only stand in a path too. */
function parameterNames(file: Place): readonly string[] {
  const endpoints = [childPlace(file, 'defaults'), ...entriesOf(childPlace(file, 'endpoints')).map(([, at]) => at)];
  return endpoints.flatMap(endpoint => {
    if (endpoint === undefined) return [];
    const declared = entriesOf(childPlace(endpoint, 'params')).map(([name]) => name);
    const paths = entriesOf(endpoint).flatMap(([, { value }]) => (typeof value === 'string' ? [value] : []));
    const inPath = paths.flatMap(path => [...path.matchAll(/\{\{\s*([A-Za-z_]\w*)/g)].map(([, name = '']) => name));
    return [...declared, ...inPath];
  });
}
