import { LRUCache } from 'lru-cache';
import type { Catalogue } from '../definitions/catalogue.ts';
import type { Integration } from '../definitions/definition.ts';

type Models = Catalogue['models'];

/** Different kinds of accounts of one integration that descriptions are kept for. */
const maxKept = 100;

/**
 * Makes a description of an integration once and keeps it as long as that integration is served with those models: a
 * changed definition or model is another object.
 */
export function keepDescriptions<Subject extends readonly unknown[], T>(
  make: (integration: Integration, models: Models, ...subject: Subject) => T,
): (integration: Integration, models: Models, ...subject: Subject) => T {
  const kept = new WeakMap<Integration, { readonly models: Models; readonly made: LRUCache<string, { value: T }> }>();
  return (integration, models, ...subject) => {
    let entry = kept.get(integration);
    if (entry?.models !== models) {
      entry = { models, made: new LRUCache({ max: maxKept }) };
      kept.set(integration, entry);
    }
    const key = JSON.stringify(subject);
    const found = entry.made.get(key) ?? { value: make(integration, models, ...subject) };
    entry.made.set(key, found);
    return found.value;
  };
}
