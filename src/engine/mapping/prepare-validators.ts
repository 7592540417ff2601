import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Model } from '../models/model.ts';
import { createValidator } from './validate.ts';

/**
 * Compiles what checks the records of some models and the bodies that are sent to them, so that no call has to wait for
 * it. Others are served between one and the next.
 */
export async function prepareValidators(models: Iterable<Model>): Promise<void> {
  for (const { resources } of models) {
    for (const { schema, methods } of resources.values()) {
      const bodies = [...methods.values()].flatMap(({ body }) => (body ? [body.schema] : []));
      for (const one of [schema, ...bodies]) {
        createValidator(one)({});
        await nextTurn();
      }
    }
  }
}
