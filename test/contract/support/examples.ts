import { answerSchemas } from './answer-schemas.ts';
import { operationsOf, type JsonObject, type Media, type OpenapiDocument } from './document.ts';

/** Places of the document whose example does not fit its schema. */
export function wrongExamples(document: OpenapiDocument): readonly string[] {
  const schemas = answerSchemas(document);
  return operationsOf(document).flatMap(({ path, verb, operation }) => {
    const answers = Object.entries(operation.responses).map(([status, answer]) => [
      `responses/${status}`,
      answer['content'],
    ]);
    return [...answers, ['requestBody', operation.requestBody?.content]].flatMap(([where, content]) =>
      Object.entries((content ?? {}) as Readonly<Record<string, Media & JsonObject>>).flatMap(([type, { example }]) => {
        if (example === undefined) return [];
        const place = [path, verb, ...String(where).split('/'), 'content', type, 'schema'];
        const pointer = `/paths/${place.map(part => encodeURIComponent(part.replaceAll('/', '~1'))).join('/')}`;
        const validate = schemas.at(pointer);
        return validate(example) ? [] : [`${pointer}: ${JSON.stringify(validate.errors?.[0])}`];
      }),
    );
  });
}
