import { compile } from 'json-schema-to-typescript';
import type { JsonSchema, Model } from '../src/engine/models/model.ts';

/** TypeScript source with an interface for each record of a model and for each request body. */
export async function generateTypes(model: Model): Promise<string> {
  const parts = [`// Generated from unified-models/${model.name} by scripts/generate.ts; changes belong there.\n`];
  const resources = [...model.resources.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, description, schema, methods } of resources) {
    parts.push(await compileSchema(`${pascalCase(name)}Record`, { ...schema, description }));
    for (const method of methods.values()) {
      if (method.body === undefined) continue;
      const body = { ...method.body.schema, description: method.description };
      parts.push(await compileSchema(`${pascalCase(name)}${pascalCase(method.name)}Body`, body));
    }
  }
  return parts.join('\n');
}

function compileSchema(name: string, schema: JsonSchema): Promise<string> {
  // The title would win over the name, and descriptions of fields are all that goes into comments.
  const { title: _title, ...rest } = schema;
  return compile(rest, name, {
    bannerComment: '',
    style: { printWidth: 120, singleQuote: true, arrowParens: 'avoid' },
  });
}

function pascalCase(name: string): string {
  return name
    .split(/[_-]/)
    .map(part => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}
