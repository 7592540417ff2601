import { readFileSync } from 'node:fs';

import { variables, type Config, type Variable } from './config/variables.ts';
import { hintForName } from './engine/definitions/checking/nearest.ts';
import { PatchbayError } from './errors.ts';

export interface ConfigSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads a secret's file; default: from the disk. */
  readonly readFile?: (path: string) => string;
}

/**
 * The configuration from the environment, frozen. An empty variable counts as not set.
 *
 * @throws PatchbayError CONFIG_INVALID with every mistake, one a line; no message holds a secret
 */
export function loadConfig(sources: ConfigSources): Config {
  const problems = unknownNames(sources.env);
  const entries = Object.entries<Variable<unknown>>(variables).map(([key, variable]) => {
    try {
      return [key, readVariable(variable, sources)];
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      problems.push(error instanceof PatchbayError ? text : `${variable.name} ${text}.`);
      return [key, undefined];
    }
  });
  if (problems.length > 0) {
    throw new PatchbayError('CONFIG_INVALID', `The configuration is not valid:\n  - ${problems.join('\n  - ')}`);
  }
  // Each key of the table was read by its own row, whose type is that of the key.
  return Object.freeze(Object.fromEntries(entries) as Config);
}

function readVariable(variable: Variable<unknown>, sources: ConfigSources): unknown {
  const { name } = variable;
  const given = variable.secret === undefined ? valueOf(sources.env[name]) : secretText(name, sources);
  const text = given?.text ?? variable.default;
  if (text !== undefined) return variable.read(text, given?.source ?? name);
  if (variable.required === undefined) return undefined;
  throw new Error(`is not set, nor is ${name}_FILE. ${variable.description}`.replace(/\.$/, ''));
}

function secretText(name: string, { env, readFile = path => readFileSync(path, 'utf8') }: ConfigSources) {
  const [given, path] = [valueOf(env[name]), valueOf(env[`${name}_FILE`])?.text];
  if (path === undefined) return given;
  if (given !== undefined) throw new Error(`and ${name}_FILE are both set; one of them has to go`);
  try {
    return { text: readFile(path).trim(), source: `${name}_FILE (${path})` };
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new Error(`cannot be read from the file ${path} that ${name}_FILE names: ${reason}`, { cause: error });
  }
}

function valueOf(value: string | undefined) {
  return value === undefined || value.trim() === '' ? undefined : { text: value.trim(), source: undefined };
}

/** Names a client of ours uses (`data/demo.env`); they mean nothing to the server and do no harm. */
const clientNames: ReadonlySet<string> = new Set(['PATCHBAY_URL', 'PATCHBAY_KEY']);

const prefix = 'PATCHBAY_';

/** A misspelt variable would otherwise be a setting that silently does not hold. */
function unknownNames(env: ConfigSources['env']): string[] {
  const known = Object.values<Variable<unknown>>(variables)
    .flatMap(({ name, secret }) => (secret === undefined ? [name] : [name, `${name}_FILE`]))
    .filter(name => name.startsWith(prefix));
  return Object.keys(env)
    .filter(name => name.startsWith(prefix) && !known.includes(name) && !clientNames.has(name))
    .map(name => {
      // What all names begin with says nothing about which one was meant.
      const hint = hintForName(
        name.slice(prefix.length),
        known.map(other => other.slice(prefix.length)),
      );
      return `${name} is not a variable of this version. ${hint.replace(/`(\w+)`/g, `${prefix}$1`)}`;
    });
}
