import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonObject, OpenapiDocument, PlacedOperation } from './document.ts';

/** Compiles schemas of the document, its components within reach. */
export interface AnswerSchemas {
  /** @param pointer JSON pointer of the schema in the document */
  at(pointer: string): ValidateFunction;
  /**
   * What an answer of this status and media type is held to; undefined when it is not documented.
   *
   * @param form what the call chose with `format` or `dry_run`
   */
  ofAnswer(place: PlacedOperation, status: number, mediaType: string, form?: string): ValidateFunction | undefined;
  /** Headers by lower-case name that an answer is documented with, and whether each of them has to be there. */
  headersOf(place: PlacedOperation, status: string): ReadonlyMap<string, boolean>;
}

/** @param document put before the validator as it was served */
export function answerSchemas(document: OpenapiDocument): AnswerSchemas {
  // Closed objects behind `allOf` and words of OpenAPI beside schemas are no mistakes of the schemas.
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'openapi', ...document });
  const compiled = new Map<string, ValidateFunction>();
  const at = (pointer: string): ValidateFunction => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `openapi#${pointer}` });
    compiled.set(pointer, validate);
    return validate;
  };
  return {
    at,
    headersOf({ operation }, status) {
      const answer = resolved(document, operation.responses[status]);
      const named = Object.entries((answer['headers'] ?? {}) as JsonObject);
      return new Map(
        named.map(([name, header]) => [
          name.toLowerCase(),
          resolved(document, header as JsonObject)['required'] === true,
        ]),
      );
    },
    ofAnswer({ path, verb, operation }, status, mediaType, form) {
      const key = [String(status), 'default'].find(name => Object.hasOwn(operation.responses, name));
      if (key === undefined) return undefined;
      const own = operation.responses[key] as JsonObject & { readonly $ref?: string };
      const pointer = own.$ref?.slice(1) ?? `/paths/${escaped(path)}/${verb}/responses/${key}`;
      const answer = own.$ref === undefined ? own : (resolve(document, pointer) as JsonObject);
      const content = (answer['content'] ?? {}) as JsonObject;
      const type = [mediaType, '*/*'].find(name => Object.hasOwn(content, name));
      if (type === undefined) return undefined;
      const forms = (content[type] as JsonObject)['x-patchbay-forms'];
      const isOther = form !== undefined && Object.hasOwn(Object(forms), form);
      return at(`${pointer}/content/${escaped(type)}/${isOther ? `x-patchbay-forms/${form}` : 'schema'}`);
    },
  };
}

/** What a reference leads to, or the value itself. */
function resolved(document: OpenapiDocument, value: (JsonObject & { readonly $ref?: string }) | undefined): JsonObject {
  if (value?.$ref === undefined) return value ?? {};
  return resolve(document, value.$ref.slice(1)) as JsonObject;
}

function resolve(document: OpenapiDocument, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, name) => Reflect.get(Object(value), name.replaceAll('~1', '/')), document);
}

/** A name as a part of a JSON pointer in a URI. */
function escaped(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}
