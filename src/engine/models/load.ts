import { createHash } from 'node:crypto';
import { checkDocument } from '../definitions/checking/check.ts';
import { hintForName } from '../definitions/checking/nearest.ts';
import type { SchemaChecker } from '../definitions/checking/schemas.ts';
import { childPlace, entriesOf, rootPlace, type Place } from '../definitions/reading/place.ts';
import type { SourceDocument } from '../definitions/reading/source-document.ts';
import type { Reports } from '../definitions/reading/reports.ts';
import { optional, textAt, textsAt } from '../definitions/reading/values.ts';
import type { Steps } from '../definitions/steps.ts';
import { schemaOfBody } from './body.ts';
import { withRemoteData } from './remote-data.ts';
import { checkFields } from './examples.ts';
import { readFilters } from './filters.ts';
import type { JsonSchema, Model, ModelMethod, ModelResource } from './model.ts';
import { schemaOfFields } from './schema.ts';
import { readAddresses, readStream } from './streams.ts';

/** The files of one model: the document of `model.yaml` and those of its resources by name. */
export interface ModelFiles {
  readonly name: string;
  readonly model: SourceDocument;
  readonly resources: ReadonlyMap<string, SourceDocument>;
}

/** Builds a model from its files; undefined when one of them has an error. Everything wrong is reported. */
export function* loadModel(files: ModelFiles, checker: SchemaChecker, reports: Reports): Steps<Model | undefined> {
  const root = rootPlace(files.model);
  reports.add(checkDocument(checker, 'model', root));
  const named = childPlace(root, 'name');
  if (named && typeof named.value === 'string' && named.value !== files.name) {
    reports.report(
      named,
      'DEFINITION_INVALID',
      `The name is \`${named.value}\`, the folder's \`${files.name}\`.`,
      'Give both the same.',
    );
  }
  const resources = new Map<string, ModelResource>();
  for (const [name, document] of files.resources) {
    const resource = loadResource(name, rootPlace(document), [...files.resources.keys()], checker, reports);
    if (resource) resources.set(name, resource);
    yield;
  }
  if (reports.failed) return undefined;
  return {
    name: files.name,
    label: textAt(root, 'label') ?? files.name,
    description: textAt(root, 'description')?.trim() ?? '',
    resources,
    hash: hashOf([files.model, ...files.resources.values()]),
  };
}

function loadResource(
  name: string,
  place: Place,
  known: readonly string[],
  checker: SchemaChecker,
  reports: Reports,
): ModelResource | undefined {
  const mistakes = checkDocument(checker, 'model-resource', place);
  reports.add(mistakes);
  if (mistakes.length > 0) return undefined;
  const fields = childPlace(place, 'fields');
  const schema: JsonSchema = { title: name, ...schemaOfFields(fields) };
  checkFields(fields, reports);
  const filters = childPlace(place, 'filters');
  checkFilterResources(filters, known, reports);
  return {
    name,
    description: textAt(place, 'description')?.trim() ?? '',
    schema,
    filters: readFilters(filters, schema, reports),
    methods: new Map(
      entriesOf(childPlace(place, 'methods')).map(([key, at]) => [key, readMethod(key, at, schema, reports)]),
    ),
    includes: textsAt(place, 'include'),
    ...optional('addresses', readAddresses(place, reports)),
    ...optional('order', textAt(place, 'order')?.trim()),
  };
}

function checkFilterResources(filters: Place | undefined, known: readonly string[], reports: Reports): void {
  for (const [, filter] of entriesOf(filters)) {
    const resource = textAt(filter, 'resource');
    const at = childPlace(filter, 'resource');
    if (resource === undefined || at === undefined || known.includes(resource)) continue;
    reports.report(
      at,
      'DEFINITION_REFERENCE',
      `The model has no resource \`${resource}\`.`,
      hintForName(resource, known),
    );
  }
}

function readMethod(name: string, place: Place, record: JsonSchema, reports: Reports): ModelMethod {
  const body = childPlace(place, 'body');
  const description = textAt(place, 'description')?.trim() ?? '';
  const on = textAt(place, 'on') ?? (name === 'list' || name === 'create' ? 'collection' : 'record');
  checkOn(name, place, reports);
  return {
    name,
    description,
    on: on === 'collection' ? on : 'record',
    ...optional('body', body && { schema: withRemoteData(schemaOfBody(body, record, reports)) }),
    ...optional('stream', readStream(childPlace(place, 'stream'), record, reports)),
  };
}

const standardMethods: readonly string[] = ['list', 'get', 'create', 'update', 'delete'];

function checkOn(name: string, place: Place, reports: Reports): void {
  const at = childPlace(place, 'on');
  if (at === undefined || !standardMethods.includes(name)) return;
  const hint = `Remove it: ${name} is what it is in every model.`;
  reports.report(at, 'DEFINITION_INVALID', `\`on\` has no meaning for ${name}.`, hint, 'key');
}

function hashOf(documents: readonly SourceDocument[]): string {
  const hash = createHash('sha256');
  for (const { file, text } of documents) hash.update(`${file}\0${text}\0`);
  return hash.digest('hex');
}
