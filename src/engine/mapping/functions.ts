import type { FunctionDefinition } from '../expressions/expression.ts';
import { Fault } from '../expressions/fault.ts';
import { createIdWriter } from './id-writer.ts';
import { decodeId, encodeId, type IdKey } from './ids.ts';

/** What the functions of one resource's mapping can reach. */
export interface FunctionScope {
  /** The resource whose mapping the expressions stand in. */
  readonly resource: string;
  /**
   * By name, or `resource.shape`. Looked up at the call, not before: resources may refer to each other in a circle.
   */
  readonly resolve: (resource: string) => ResolvedResource | undefined;
}

export interface ResolvedResource {
  readonly key: IdKey;
  /** Model field -> native value -> unified value. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** `$key`, `$unkey`, `$value` and `$native`, bound to one resource's mapping. */
export function mappingFunctions(scope: FunctionScope): Record<string, FunctionDefinition> {
  return {
    key: keyFunction(scope),
    unkey: unkeyFunction(scope),
    value: valueFunction(scope),
    native: nativeFunction(scope),
  };
}

const resourceParameter = {
  name: 'resource',
  type: 'string',
  description:
    'Name of a resource of the same model and integration; with its shape (`messages.root`) where it has several.',
};
const fieldParameter = { name: 'field', type: 'string', description: 'A field with an entry under `values`.' };

function keyFunction(scope: FunctionScope): FunctionDefinition {
  return {
    name: 'key',
    summary:
      'The unified id of a record of another resource, made from its parts; nothing while a required part is missing.',
    parameters: [
      resourceParameter,
      {
        name: 'parts',
        type: 'object',
        description: "The parts of that resource's key by name; `name` alone where the key is a path pattern.",
      },
    ],
    examples: [],
    implementation: ([resource, parts]) => {
      if (typeof parts !== 'object' || parts === null) return undefined;
      return encodeId(reach(scope, resource).key, { ...parts });
    },
    known: (resource, members) => {
      const found = scope.resolve(resource);
      return found && members && { call: createIdWriter(found.key, members) };
    },
  };
}

function unkeyFunction(scope: FunctionScope): FunctionDefinition {
  return {
    name: 'unkey',
    summary: 'The parts of a unified id; nothing when there is no id or it is not one of that resource.',
    parameters: [resourceParameter, { name: 'id', type: 'string', description: 'A unified id.' }],
    examples: [],
    implementation: ([resource, id]) => (typeof id === 'string' ? decodeId(reach(scope, resource).key, id) : undefined),
  };
}

function valueFunction(scope: FunctionScope): FunctionDefinition {
  return {
    name: 'value',
    summary: "The unified value of a native one, by the mapping's `values`; nothing when it is not listed.",
    parameters: [fieldParameter, { name: 'native', type: 'string', description: 'The native value.' }],
    examples: [],
    implementation: ([field, native]) => {
      const table = valuesOf(scope, field);
      const name = String(native);
      return native !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
    },
    known: field => {
      const tables = scope.resolve(scope.resource)?.values ?? {};
      const table = Object.hasOwn(tables, field) ? tables[field] : undefined;
      if (table === undefined) return undefined;
      const values = new Map(Object.entries(table));
      return { call: native => (native === undefined ? undefined : values.get(String(native))) };
    },
  };
}

function nativeFunction(scope: FunctionScope): FunctionDefinition {
  return {
    name: 'native',
    summary: "The native value of a unified one, by the mapping's `values`; a list when several mean the same.",
    parameters: [fieldParameter, { name: 'unified', type: 'string', description: 'The unified value.' }],
    examples: [],
    implementation: ([field, unified]) => {
      const found = Object.entries(valuesOf(scope, field)).filter(([, value]) => value === unified);
      const natives = found.map(([native]) => native);
      return natives.length > 1 ? natives : natives[0];
    },
  };
}

function valuesOf(scope: FunctionScope, field: unknown): Readonly<Record<string, string>> {
  const { values } = reach(scope, scope.resource);
  if (typeof field === 'string' && Object.hasOwn(values, field)) return values[field] ?? {};
  const listed = Object.keys(values).join(', ') || 'none';
  throw new Fault('D4007', {
    message: `The mapping of ${scope.resource} has no values for "${String(field)}"; there are: ${listed}`,
  });
}

function reach(scope: FunctionScope, resource: unknown): ResolvedResource {
  const found = typeof resource === 'string' ? scope.resolve(resource) : undefined;
  if (found) return found;
  throw new Fault('D4006', { value: String(resource) });
}
