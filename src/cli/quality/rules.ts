import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '../../engine/definitions/catalogue.ts';
import type { AuthDefinition, Integration } from '../../engine/definitions/definition.ts';
import type { Endpoint } from '../../engine/definitions/endpoint.ts';
import type { Case } from '../cases/case.ts';
import type { Gaps } from '../cases/coverage.ts';

/** What is known about an integration when its claims are judged. */
export interface QualityFacts {
  /** Where its files are. */
  readonly folder: string;
  readonly integration: Integration;
  readonly models: Catalogue['models'];
  readonly cases: readonly Case[];
  readonly gaps: Gaps;
  /** Text of README.md; "" where there is none. */
  readonly readme: string;
}

/** A rule an integration may claim. */
export interface QualityRule {
  readonly summary: string;
  /** Why a claim does not hold, where a machine can see it. */
  readonly shortcoming?: (facts: QualityFacts) => string | undefined;
  /** What proves it stands elsewhere, and the claim says where: `{ done: <path> }`. */
  readonly isProvedElsewhere?: true;
}

const readmeHeadings = ['App registration', 'Scopes', 'Limits', 'Known gaps'] as const;

/** Every rule of `quality.yaml`, in the order it is written. */
export const qualityRules: Readonly<Record<string, QualityRule>> = {
  resources: {
    summary: 'Every resource of the model is mapped, and each of its methods is served or says why not.',
    shortcoming: facts => lacking('the definition does not tell of', untoldMethods(facts)),
  },
  coverage: {
    summary:
      'The cases show every method, field, enum value, error kind and endpoint, and what happens to every provider.',
    shortcoming: ({ gaps }) => lacking('no case shows', Object.values(gaps).flat()),
  },
  refusals: {
    summary: 'Cases show an id of something else, one of nothing, and what the credential may not do.',
    shortcoming: ({ cases }) =>
      lacking(
        'no case ends in',
        ['REQUEST_ID_INVALID', 'PROVIDER_NOT_FOUND', 'PROVIDER_FORBIDDEN'].filter(code => !endsIn(cases, code)),
      ),
  },
  writes: {
    summary: 'A write that the provider fails behind is repeated safely, or a case shows that it is called in doubt.',
    shortcoming: ({ integration, cases }) =>
      unsafeWrites(integration).length === 0 || endsIn(cases, 'PROVIDER_OUTCOME_UNKNOWN')
        ? undefined
        : `no case ends in PROVIDER_OUTCOME_UNKNOWN, and these are not idempotent: ${unsafeWrites(integration).join(', ')}`,
  },
  scopes: {
    summary: 'Every endpoint names the scopes it takes, or README.md names the endpoint as one that takes none.',
    shortcoming: ({ integration, readme }) =>
      lacking(
        'neither scopes nor a word in README.md have',
        namesOf(integration, ({ name, scopes }) => scopes.length === 0 && !readme.includes(`\`${name}\``)),
      ),
  },
  rates: {
    summary: 'Every endpoint says how often it may be called, or README.md names it as one without a published rate.',
    shortcoming: ({ integration, readme }) =>
      lacking(
        'neither a rate nor a word in README.md have',
        namesOf(integration, ({ name, rates }) => rates.length === 0 && !readme.includes(`\`${name}\``)),
      ),
  },
  docs: {
    summary: "Every endpoint links to the provider's own page about it.",
    shortcoming: ({ integration }) =>
      lacking(
        'no link have',
        namesOf(integration, ({ docs }) => docs === undefined),
      ),
  },
  descriptions: {
    summary: 'Every setting, fact of the app and field to fill in says what it is and where to find it.',
    shortcoming: ({ integration }) => lacking('no description have', undescribed(integration)),
  },
  readme: {
    summary: `README.md has the sections ${readmeHeadings.join(', ')}.`,
    shortcoming: ({ readme }) => {
      const missing = readmeHeadings.filter(heading => !new RegExp(`^##+ ${heading}\\s*$`, 'm').test(readme));
      return missing.length === 0 ? undefined : `README.md lacks the section ${missing.join(', ')}`;
    },
  },
  icon: {
    summary: 'icon.svg is the mark of the provider.',
    shortcoming: ({ folder }) => (existsSync(join(folder, 'icon.svg')) ? undefined : 'there is no icon.svg'),
  },
  sandbox: {
    summary: 'A stateful server of ours behaves as the provider does, over real HTTP.',
    isProvedElsewhere: true,
  },
  official_client: {
    summary: "The provider's own client and we see the same ids, as many and in the same order.",
    isProvedElsewhere: true,
  },
  hostile_values: {
    summary:
      'No value of a filter changes what the provider is asked: quotes, operators, brackets, control characters.',
    isProvedElsewhere: true,
  },
  real_account: { summary: 'Every method was tried with a real account of the provider.' },
};

function untoldMethods({ integration, models }: QualityFacts): readonly string[] {
  const used = [...new Set([...integration.resources.values()].map(({ model }) => model))];
  return used.flatMap(model =>
    [...(models.get(model)?.resources.values() ?? [])].flatMap(({ name, methods }) => {
      const mapped = integration.resources.get(`${model}/${name}`)?.methods;
      return [...methods.keys()].filter(method => mapped?.has(method) !== true).map(method => `${name}.${method}`);
    }),
  );
}

function endsIn(cases: readonly Case[], code: string): boolean {
  return cases.some(({ expect }) => expect.error?.code === code);
}

/** Endpoints of writes that must not be sent twice. */
function unsafeWrites({ endpoints }: Integration): readonly string[] {
  return [...endpoints.values()]
    .filter(({ verb, idempotent }) => verb !== 'GET' && !idempotent)
    .map(({ name }) => name);
}

function namesOf({ endpoints }: Integration, holds: (endpoint: Endpoint) => boolean): readonly string[] {
  return [...endpoints.values()].filter(holds).map(({ name }) => name);
}

function undescribed({ settings, app, auth }: Integration): readonly string[] {
  const groups = { settings, app, ...mapValues(auth, fieldsOf) };
  return Object.entries(groups).flatMap(([group, entries]) =>
    Object.entries(entries)
      .filter(([, { description }]) => description === undefined)
      .map(([name]) => `${group}.${name}`),
  );
}

type Described = Readonly<Record<string, { readonly description?: string }>>;

function fieldsOf(auth: AuthDefinition): Described {
  return auth.style === 'oauth2_code' ? {} : auth.fields;
}

function mapValues<T, R>(entries: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, change(value)]));
}

/** The first of what is missing; undefined where nothing is. */
function lacking(what: string, names: readonly string[]): string | undefined {
  const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
  return names.length === 0 ? undefined : `${what} ${names.slice(0, 5).join(', ')}${more}`;
}
