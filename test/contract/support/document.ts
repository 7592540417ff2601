import type { FastifyInstance } from 'fastify';

/** openapi.json, as far as the tests read it. */
export interface OpenapiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentOperation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export interface DocumentOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters: readonly DocumentParameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, JsonObject>>;
  readonly security?: readonly unknown[];
}

export interface DocumentParameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly required?: boolean;
  readonly style?: string;
  readonly explode?: boolean;
  readonly description: string;
  readonly schema: JsonObject & { readonly properties?: JsonObject; readonly enum?: readonly unknown[] };
}

export interface Media {
  readonly schema: JsonObject;
  readonly example?: unknown;
}

/** One operation with its place. */
export interface PlacedOperation {
  readonly path: string;
  readonly verb: string;
  readonly operation: DocumentOperation;
}

/** The document as the app serves it. */
export async function documentOf(app: FastifyInstance): Promise<OpenapiDocument> {
  const answer = await app.inject('/openapi.json');
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json();
}

/** The codes of ours that an operation may answer, as its error answers name them. */
export function codesDocumented({ components }: OpenapiDocument, { operation }: PlacedOperation): readonly string[] {
  return Object.values(operation.responses).flatMap(({ $ref }) => {
    const named = typeof $ref === 'string' ? components['responses']?.[$ref.split('/').at(-1) ?? ''] : undefined;
    // Each of these answers is made by `errorAnswers`.
    const { content } = (named ?? {}) as { content?: Record<string, { schema: { allOf: readonly JsonObject[] } }> };
    const [, own] = content?.['application/problem+json']?.schema.allOf ?? [];
    const { code } = (own?.['properties'] ?? {}) as { code?: { enum: readonly string[] } };
    return code?.enum ?? [];
  });
}

/** Every operation of the document. */
export function operationsOf(document: OpenapiDocument): readonly PlacedOperation[] {
  return Object.entries(document.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({ path, verb, operation })),
  );
}
