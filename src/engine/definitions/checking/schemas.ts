import { Ajv, type ValidateFunction } from 'ajv';
import caseSchema from '../../../../schemas/case.schema.json' with { type: 'json' };
import integrationSchema from '../../../../schemas/integration.schema.json' with { type: 'json' };
import mappingSchema from '../../../../schemas/mapping.schema.json' with { type: 'json' };
import modelResourceSchema from '../../../../schemas/model-resource.schema.json' with { type: 'json' };
import modelSchema from '../../../../schemas/model.schema.json' with { type: 'json' };
import nativeSchema from '../../../../schemas/native.schema.json' with { type: 'json' };
import sharedSchema from '../../../../schemas/shared.schema.json' with { type: 'json' };

const schemas = {
  integration: integrationSchema,
  native: nativeSchema,
  mapping: mappingSchema,
  case: caseSchema,
  model: modelSchema,
  'model-resource': modelResourceSchema,
};

/** A kind of definition file; each has its schema under `schemas/`. */
export type DocumentKind = keyof typeof schemas;

/** Checks documents against the schemas of `schemas/`; compiles each schema when it is first needed. */
export interface SchemaChecker {
  validatorOf(kind: DocumentKind): ValidateFunction;
}

let kept: SchemaChecker | undefined;

/** The checker of this process: its schemas never change, and compiling them takes a good part of a second. */
export function schemaChecker(): SchemaChecker {
  return (kept ??= createSchemaChecker());
}

function createSchemaChecker(): SchemaChecker {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    // Maps with free keys may still require some, and `then` needs no type that `if` has said.
    strictTypes: false,
    strictRequired: false,
    // Documents are checked once: time to compile is what counts.
    inlineRefs: false,
    code: { optimize: false },
  });
  ajv.addKeyword('x-kind');
  ajv.addFormat('regex', isRegex);
  ajv.addSchema(sharedSchema, 'shared.schema.json');
  const compiled = new Map<DocumentKind, ValidateFunction>();
  return {
    validatorOf: kind => {
      const known = compiled.get(kind);
      if (known) return known;
      const validate = ajv.compile(schemas[kind]);
      compiled.set(kind, validate);
      return validate;
    },
  };
}

function isRegex(source: string): boolean {
  try {
    return Boolean(new RegExp(source, 'u'));
  } catch {
    return false;
  }
}
