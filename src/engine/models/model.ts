/** A unified model: what a channel, a message, ... is for every provider. */
export interface Model {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly resources: ReadonlyMap<string, ModelResource>;
  readonly hash: string;
}

export interface ModelResource {
  readonly name: string;
  readonly description: string;
  /** JSON Schema (2020-12 subset) of one record; `additionalProperties: false` all the way down. */
  readonly schema: JsonSchema;
  /** Dotted filter path (`created_at.gt`, `channel.id`) -> what it takes. */
  readonly filters: ReadonlyMap<string, ModelFilter>;
  readonly methods: ReadonlyMap<string, ModelMethod>;
  /** Values of `include=` that reveal records hidden by default (`system`, `deleted`). */
  readonly includes: readonly string[];
  /** Field -> the method whose address of ours it holds where a mapping leaves it empty. */
  readonly addresses?: ReadonlyMap<string, string>;
  /** Promised order of a list per situation; prose for the reference. */
  readonly order?: string;
}

export interface ModelFilter {
  readonly type: 'string' | 'id' | 'date-time' | 'boolean' | 'integer';
  readonly description: string;
  /** Allowed values, where the model closes them. */
  readonly values?: readonly string[];
  /** For ids: the resource it names. */
  readonly resource?: string;
  /** Path of the record field compared, through arrays; empty where the record has none: only a provider can apply it. */
  readonly field: readonly string[];
  readonly operator: 'eq' | 'gt' | 'gte' | 'lt' | 'lte';
}

export interface ModelMethod {
  readonly name: string;
  readonly description: string;
  /** Called with the id of a record, or on the resource as a whole. */
  readonly on: 'record' | 'collection';
  /** What a request body may carry, for create, update and methods of the model's own; `remote_data` is always part of it. */
  readonly body?: { readonly schema: JsonSchema };
  /** The answer is a file; the fields of the record that say its name and media type. */
  readonly stream?: { readonly fileName: string; readonly contentType: string };
}

export type JsonSchema = Readonly<Record<string, unknown>>;
