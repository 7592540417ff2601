import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/engine/definitions/load-folder.ts';
import { chooseVersions, type Versions } from '../../src/engine/definitions/reloading/choose-versions.ts';

interface Model {
  readonly hash: string;
}

/** An integration, and the version of each model that it was linked against. */
interface Linked {
  readonly version: number;
  readonly models: Readonly<Record<string, string>>;
}

/** What lies in the folders: a model's version, 0 for one with a mistake; what an integration asks of its models. */
interface Folders {
  readonly models: Readonly<Record<string, number>>;
  readonly integrations: Readonly<
    Record<
      string,
      { readonly version: number; readonly isBroken: boolean; readonly needs: Readonly<Record<string, number>> }
    >
  >;
}

const nothing: Versions<Model, Linked> = { models: new Map(), integrations: new Map() };
const refused = { isRefused: true, problems: [] };

const choose = (served: Versions<Model, Linked>, { models, integrations }: Folders) =>
  chooseVersions<Model, Linked>({
    served,
    models: new Map(
      Object.entries(models).map(([name, version]): [string, Verdict<Model>] => [
        name,
        version === 0 ? refused : { served: { hash: `${version}` }, isRefused: false, problems: [] },
      ]),
    ),
    judge: linked =>
      Promise.resolve(
        new Map(
          Object.entries(integrations).map(([name, { version, isBroken, needs }]): [string, Verdict<Linked>] => {
            const misfits = Object.entries(needs).filter(([model, wanted]) => linked.get(model)?.hash !== `${wanted}`);
            if (isBroken || misfits.length > 0) return [name, refused];
            const bound = Object.fromEntries(Object.keys(needs).map(model => [model, linked.get(model)?.hash ?? '']));
            return [name, { served: { version, models: bound }, isRefused: false, problems: [] }];
          }),
        ),
      ),
    modelsOf: ({ models: bound }) => Object.keys(bound),
  });

const modelName = fc.constantFrom('talk', 'mail');
const folders: fc.Arbitrary<Folders> = fc.record({
  models: fc.dictionary(modelName, fc.integer({ min: 0, max: 3 })),
  integrations: fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.record({
      version: fc.integer({ min: 1, max: 3 }),
      isBroken: fc.boolean(),
      needs: fc.dictionary(modelName, fc.integer({ min: 1, max: 3 })),
    }),
  ),
});

describe('chooseVersions', () => {
  const first: Folders = {
    models: { talk: 1 },
    integrations: { a: { version: 1, isBroken: false, needs: { talk: 1 } } },
  };

  it('holds a changed model back until the integration that is served on it fits', async () => {
    const served = await choose(nothing, first);
    const half = await choose(served, { ...first, models: { talk: 2 } });
    const whole = await choose(half, {
      models: { talk: 2 },
      integrations: { a: { version: 2, isBroken: false, needs: { talk: 2 } } },
    });
    const outcome = ({ models, integrations, heldBack }: typeof whole) => ({ models, integrations, heldBack });
    expect(outcome(half)).toEqual({
      models: new Map([['talk', { hash: '1' }]]),
      integrations: new Map([['a', { version: 1, models: { talk: '1' } }]]),
      heldBack: new Map([['talk', ['a']]]),
    });
    expect(half.verdicts).toEqual(new Map([['a', refused]]));
    expect(outcome(whole)).toEqual({
      models: new Map([['talk', { hash: '2' }]]),
      integrations: new Map([['a', { version: 2, models: { talk: '2' } }]]),
      heldBack: new Map(),
    });
  });

  it('keeps a model that went away while an integration is served on it', async () => {
    const served = await choose(nothing, first);
    const { models, integrations } = await choose(served, { ...first, models: {} });
    expect({ models, integrations }).toEqual({ models: served.models, integrations: served.integrations });
  });

  it('lets a model go together with the integrations on it', async () => {
    const served = await choose(nothing, first);
    const { models, integrations } = await choose(served, { models: {}, integrations: {} });
    expect({ models, integrations }).toEqual(nothing);
  });

  it('never serves an integration beside another version of a model than it was linked against', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(folders, { minLength: 1, maxLength: 6 }), async states => {
        let served = nothing;
        for (const state of states) {
          served = await choose(served, state);
          const apart = [...served.integrations].filter(([, { models: bound }]) =>
            Object.entries(bound).some(([model, hash]) => served.models.get(model)?.hash !== hash),
          );
          expect(apart).toEqual([]);
        }
      }),
    );
  });

  it('goes on serving every integration whose folder is there', async () => {
    await fc.assert(
      fc.asyncProperty(folders, folders, async (before, after) => {
        const served = await choose(nothing, before);
        const next = await choose(served, after);
        const lost = [...served.integrations.keys()].filter(
          name => name in after.integrations && !next.integrations.has(name),
        );
        expect(lost).toEqual([]);
      }),
    );
  });

  it('serves what a fresh start would serve when that is everything', async () => {
    await fc.assert(
      fc.asyncProperty(folders, folders, async (before, after) => {
        const fresh = await choose(nothing, after);
        const isWhole = Object.keys(after.integrations).every(name => fresh.integrations.has(name));
        fc.pre(isWhole && Object.values(after.models).every(version => version > 0));
        const { models, integrations } = await choose(await choose(nothing, before), after);
        expect({ models, integrations }).toEqual({ models: fresh.models, integrations: fresh.integrations });
      }),
    );
  });
});
