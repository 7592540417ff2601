import { parseDocument } from 'yaml';

import type { Apps } from '../engine/ports.ts';

type Facts = ReturnType<Apps['facts']>;

/** The registered apps as the operator gave them. Printed, it shows names of integrations and no fact. */
export interface ConfiguredApps extends Apps {
  /** Names of the integrations that have facts. */
  readonly integrations: readonly string[];
}

const form = 'It is a map such as { "acme": { "client_id": "...", "client_secret": "..." } }, in JSON or YAML';

/**
 * Reads `integration -> fact -> value`, JSON or YAML. An app is the same for every environment.
 *
 * @throws Error whose message completes "PATCHBAY_APPS ..."; it names places and never a value
 */
export function readApps(text: string): ConfiguredApps {
  const byName = new Map(entriesOf(parse(text), 'holds no map').map(([name, facts]) => [name, readFacts(name, facts)]));
  return { integrations: [...byName.keys()], facts: integration => byName.get(integration) ?? {} };
}

function parse(text: string): unknown {
  const document = parseDocument(text);
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw unreadable(problem.linePos?.[0].line);
  try {
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return value;
  } catch {
    throw unreadable(undefined);
  }
}

/** The library's own message quotes the line. */
function unreadable(line: number | undefined): Error {
  return new Error(`cannot be read${line === undefined ? '' : ` (line ${line})`}. ${form}`);
}

function readFacts(integration: string, value: unknown): Facts {
  const facts = entriesOf(value, `holds no map for "${integration}"`).map(([name, fact]) => {
    // Ids look like numbers and would lose digits as such.
    const isText = typeof fact === 'string' && fact !== '';
    if (isText || (!/^client_/.test(name) && (typeof fact === 'number' || typeof fact === 'boolean'))) {
      return [name, fact] as const;
    }
    throw new Error(`gives "${name}" of "${integration}" in a wrong form: write a text, in quotes. ${form}`);
  });
  return Object.fromEntries(facts);
}

function entriesOf(value: unknown, problem: string): readonly (readonly [string, unknown])[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object' && !Array.isArray(value)) return Object.entries(value);
  throw new Error(`${problem}. ${form}`);
}
