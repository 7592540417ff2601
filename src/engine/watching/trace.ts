import type { UnifiedRecord } from '../call.ts';
import type { Shape, Variant } from '../definitions/mapping.ts';
import type { Origin } from '../definitions/origin.ts';
import { emptyFieldsOf, type EmptyField } from '../mapping/empty-fields.ts';
import { leavesOf } from '../mapping/field-leaves.ts';
import type { Item } from '../sources/source.ts';

/** What one call did on its way, noted by the rooms it passes when somebody wants to know. */
export interface Trace {
  chose(variant: Variant): void;
  /** @param wanted records that needed it, `found`: those that got something */
  lookedUp(name: string, wanted: number, found: number): void;
  /** @param index of the record in the answer */
  mapped(shape: Shape, item: Item, result: MappedResult, index: number): void;
  readonly facts: TraceFacts;
}

interface MappedResult {
  readonly record: UnifiedRecord;
  /** Top-level fields that failed. */
  readonly failed: readonly string[];
  /** Top-level fields that were asked for; absent: all. */
  readonly asked?: readonly string[];
}

/** What a trace has gathered. */
export interface TraceFacts {
  readonly variants: readonly { readonly id: string; readonly origin: Origin }[];
  readonly lookups: readonly { readonly name: string; readonly wanted: number; readonly found: number }[];
  /** Every field that the shapes met are mapped to. */
  readonly fields: readonly { readonly field: string; readonly expression: string; readonly origin: Origin }[];
  readonly empty: readonly (EmptyField & { readonly index: number })[];
}

/** Most empty fields that are kept: a page has a thousand records. */
const maxEmpty = 1_000;

/** Begins one. */
export function createTrace(): Trace {
  const variants = new Set<Variant>();
  const shapes = new Set<Shape>();
  const lookups: TraceFacts['lookups'][number][] = [];
  const empty: TraceFacts['empty'][number][] = [];
  return {
    chose: variant => void variants.add(variant),
    lookedUp: (name, wanted, found) => void lookups.push({ name, wanted, found }),
    mapped(shape, item, { record, failed, asked }, index) {
      shapes.add(shape);
      if (empty.length >= maxEmpty) return;
      const unasked = asked ? shape.fields.map(({ name }) => name).filter(name => !asked.includes(name)) : [];
      const found = emptyFieldsOf(shape, item, record, new Set([...failed, ...unasked]));
      empty.push(...found.map(field => ({ ...field, index })));
    },
    get facts() {
      return {
        variants: [...variants].map(({ id, origin }) => ({ id, origin })),
        lookups,
        fields: [...shapes].flatMap(({ fields }) =>
          leavesOf(fields).flatMap(({ path, tree }) =>
            tree.kind === 'expression'
              ? [{ field: path, expression: tree.expression.source.trim(), origin: tree.origin }]
              : [],
          ),
        ),
        empty,
      };
    },
  };
}
