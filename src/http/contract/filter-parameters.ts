import type { ModelFilter } from '../../engine/models/model.ts';
import { inBrackets } from '../../engine/mapping/brackets.ts';
import type { Parameter, Schema } from './operation.ts';

/**
 * The filters of a resource as parameters: `type` is one of its own, `channel.id` a key of the deep object `channel`. Where
 * a name is both, the deep ones are parameters by their written names.
 */
export function filterParameters(filters: ReadonlyMap<string, ModelFilter>): readonly Parameter[] {
  const deep = new Map<string, (readonly [string, ModelFilter])[]>();
  const parameters: Parameter[] = [];
  for (const [path, filter] of filters) {
    const [root = path, key, ...rest] = path.split('.');
    if (key !== undefined && rest.length === 0 && !filters.has(root)) {
      deep.set(root, [...(deep.get(root) ?? []), [key, filter]]);
    } else {
      parameters.push({
        name: inBrackets(path),
        in: 'query',
        description: filter.description,
        schema: schemaOf(filter),
      });
    }
  }
  return [...parameters, ...[...deep].map(([root, keys]) => deepParameter(root, keys))];
}

function deepParameter(name: string, keys: readonly (readonly [string, ModelFilter])[]): Parameter {
  return {
    name,
    in: 'query',
    description: keys.map(([key, { description }]) => `\`${name}[${key}]\`: ${description}`).join(' '),
    style: 'deepObject',
    explode: true,
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(keys.map(([key, filter]) => [key, schemaOf(filter)])),
    },
  };
}

function schemaOf({ type, values, description }: ModelFilter): Schema {
  switch (type) {
    case 'date-time':
      return { type: 'string', format: 'date-time', description };
    case 'boolean':
    case 'integer':
      return { type, description };
    case 'id':
    case 'string':
      return { type: 'string', minLength: 1, description, ...(values === undefined ? {} : { enum: values }) };
  }
}
