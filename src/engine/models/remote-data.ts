import type { JsonSchema } from './model.ts';

/** Parameters of the provider's own in a request body, by name. */
export const remoteDataSchema: JsonSchema = {
  type: 'object',
  description:
    "Parameters of the provider's own, by the names its endpoint declares; they stand above what the model's fields give.",
};

/** The schema of a body that may carry them too. */
export function withRemoteData(schema: JsonSchema): JsonSchema {
  const { properties } = schema;
  const known = typeof properties === 'object' && properties !== null ? properties : {};
  return { ...schema, properties: { ...known, remote_data: remoteDataSchema } };
}

/** Where a model declares no body: nothing but them. */
export const emptyBodySchema: JsonSchema = withRemoteData({ type: 'object', additionalProperties: false });
