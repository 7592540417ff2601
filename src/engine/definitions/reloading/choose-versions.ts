import type { Verdict } from '../load-folder.ts';
import { keepLastGood } from './last-good.ts';

/** Versions of models and integrations that belong together. */
export interface Versions<M, I> {
  readonly models: ReadonlyMap<string, M>;
  readonly integrations: ReadonlyMap<string, I>;
}

/** Two of the same hash are the same version. */
interface Hashed {
  readonly hash: string;
}

/** What is to be decided over, and how. */
export interface Choice<M extends Hashed, I> {
  readonly served: Versions<M, I>;
  readonly models: ReadonlyMap<string, Verdict<M>>;
  /** Links every integration against these models. */
  readonly judge: (models: ReadonlyMap<string, M>) => Promise<ReadonlyMap<string, Verdict<I>>>;
  /** Names of the models that an integration was linked against. */
  readonly modelsOf: (integration: I) => readonly string[];
}

/** What was decided. */
export interface Chosen<M, I> extends Versions<M, I> {
  /** What was said of each integration when it was first refused, or else at last. */
  readonly verdicts: ReadonlyMap<string, Verdict<I>>;
  /** Models whose new version waits, with the integrations that do not fit it. */
  readonly heldBack: ReadonlyMap<string, readonly string[]>;
}

/**
 * Decides which versions are served next, so that no integration is served beside another version of a model than the
 * one it was linked against. A model that changed or went away is held back while an integration that is served on it
 * is refused: the two then change together, as soon as both are right.
 */
export async function chooseVersions<M extends Hashed, I>(choice: Choice<M, I>): Promise<Chosen<M, I>> {
  const { served, modelsOf, judge } = choice;
  const heldBack = new Map<string, readonly string[]>();
  const verdicts = new Map<string, Verdict<I>>();
  // Every turn but the last holds a further model back, so the turns are bounded by the models.
  for (;;) {
    const models = withHeld(keepLastGood(served.models, choice.models), served.models, heldBack.keys());
    const found = await judge(models);
    for (const [name, verdict] of found) if (verdicts.get(name)?.isRefused !== true) verdicts.set(name, verdict);
    const clashes = findClashes(served, models, found, modelsOf);
    if (clashes.size === 0) {
      return { models, integrations: keepLastGood(served.integrations, found), verdicts, heldBack };
    }
    for (const [name, integrations] of clashes) heldBack.set(name, integrations);
  }
}

function withHeld<M>(
  models: ReadonlyMap<string, M>,
  served: ReadonlyMap<string, M>,
  held: Iterable<string>,
): ReadonlyMap<string, M> {
  const result = new Map(models);
  for (const name of held) {
    const version = served.get(name);
    if (version !== undefined) result.set(name, version);
  }
  return result;
}

/** Models of another version than the one that a last good integration was linked against. */
function findClashes<M extends Hashed, I>(
  served: Versions<M, I>,
  models: ReadonlyMap<string, M>,
  found: ReadonlyMap<string, Verdict<I>>,
  modelsOf: (integration: I) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const clashes = new Map<string, string[]>();
  for (const [name, { isRefused }] of found) {
    const lastGood = isRefused ? served.integrations.get(name) : undefined;
    if (lastGood === undefined) continue;
    for (const model of modelsOf(lastGood)) {
      if (models.get(model)?.hash === served.models.get(model)?.hash) continue;
      clashes.set(model, [...(clashes.get(model) ?? []), name]);
    }
  }
  return clashes;
}
