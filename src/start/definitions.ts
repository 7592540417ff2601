import { join } from 'node:path';

import type { Config } from '../config/variables.ts';
import type { Catalogue } from '../engine/definitions/catalogue.ts';
import { logProblems } from '../engine/definitions/reloading/changes.ts';
import { createReloader } from '../engine/definitions/reloading/reloader.ts';
import { watchDefinitions } from '../engine/definitions/reloading/watch.ts';
import type { Engine } from '../engine/engine.ts';
import { prepareValidators } from '../engine/mapping/prepare-validators.ts';
import type { Log } from '../engine/ports.ts';
import { packageRoot } from './package-root.ts';

/** The definitions as they were read at the start, and what keeps them up to date. */
export interface OpenDefinitions {
  readonly catalogue: Catalogue;
  /** Gives the engine what changes from now on; returns what ends that. */
  watch(engine: Pick<Engine, 'catalogue' | 'replaceCatalogue'>): () => Promise<void>;
}

const nothing: Catalogue = { models: new Map(), integrations: new Map(), problems: [] };

/** The definitions that come with the product, then the operator's own. What is refused is logged; the rest serves. */
export async function openDefinitions(
  config: Pick<Config, 'integrationFolders' | 'modelFolders' | 'reload'>,
  log: Log,
): Promise<OpenDefinitions> {
  const root = packageRoot();
  const folders = {
    integrations: [join(root, 'integrations'), ...config.integrationFolders],
    models: [join(root, 'unified-models'), ...config.modelFolders],
  };
  const reloader = createReloader(folders);
  const catalogue = await reloader.reload(nothing);
  logProblems(catalogue.problems, log);
  await prepareValidators(catalogue.models.values());
  return {
    catalogue,
    watch: engine => {
      if (config.reload === 'off') return () => Promise.resolve();
      const watch = watchDefinitions({
        folders,
        reloader,
        current: () => engine.catalogue(),
        onChange: next => {
          engine.replaceCatalogue(next);
          // What a call meets before it is ready is compiled then.
          prepareValidators(next.models.values()).catch((error: unknown) => {
            log.error({ error }, 'validators not prepared');
          });
        },
        log,
        method: config.reload === 'poll' ? 'polling' : 'native',
      });
      return () => watch.close();
    },
  };
}
