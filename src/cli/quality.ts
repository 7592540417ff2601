import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Problem } from '../engine/definitions/catalogue.ts';
import { hintForName } from '../engine/definitions/checking/nearest.ts';
import { childPlace, entriesOf, problemAt, rootPlace, type Place } from '../engine/definitions/reading/place.ts';
import { readDocument } from '../engine/definitions/reading/read.ts';
import type { Gaps } from './cases/coverage.ts';

/** What is known about an integration when its claims are judged. */
interface Facts {
  readonly folder: string;
  readonly gaps: Gaps;
}

/** A rule an integration may claim; `shortcoming` says why a claim does not hold, where that can be seen. */
interface QualityRule {
  readonly summary: string;
  readonly shortcoming?: (facts: Facts) => string | undefined;
}

const readmeHeadings = ['App registration', 'Scopes', 'Limits', 'Known gaps'] as const;

/** Every rule of `quality.yaml`. */
export const qualityRules: Readonly<Record<string, QualityRule>> = {
  coverage: {
    summary:
      'The cases show every method, field, enum value, error kind and endpoint, and what happens to every provider.',
    shortcoming: ({ gaps }) => {
      const missing = Object.values(gaps).flat();
      const more = missing.length > 5 ? ` and ${missing.length - 5} more` : '';
      return missing.length === 0 ? undefined : `no case shows ${missing.slice(0, 5).join(', ')}${more}`;
    },
  },
  readme: {
    summary: `README.md has the sections ${readmeHeadings.join(', ')}.`,
    shortcoming: ({ folder }) => {
      const text = readIfThere(join(folder, 'README.md')) ?? '';
      const missing = readmeHeadings.filter(heading => !new RegExp(`^##+ ${heading}\\s*$`, 'm').test(text));
      return missing.length === 0 ? undefined : `README.md lacks the section ${missing.join(', ')}`;
    },
  },
  icon: {
    summary: 'icon.svg is the mark of the provider.',
    shortcoming: ({ folder }) => (existsSync(join(folder, 'icon.svg')) ? undefined : 'there is no icon.svg'),
  },
  real_account: { summary: 'Every method was tried with a real account of the provider.' },
};

/** Holds the claims of an integration's quality.yaml, where it has one, against what can be seen. */
export function checkQuality(name: string, roots: readonly string[], gaps: Gaps): readonly Problem[] {
  const root = roots.find(folder => existsSync(join(folder, name, 'integration.yaml')));
  if (root === undefined) return [];
  const folder = join(root, name);
  const text = readIfThere(join(folder, 'quality.yaml'));
  if (text === undefined) return [];
  const { document } = readDocument(`${basename(root)}/${name}/quality.yaml`, text);
  // A file that cannot be read was reported with the definition.
  if (document === undefined) return [];
  const place = rootPlace(document);
  const rules = childPlace(place, 'rules');
  if (rules === undefined) return [invalid(place, 'There are no `rules`.', `Rules are: ${ruleNames()}.`)];
  return entriesOf(rules).flatMap(([rule, claim]) => checkClaim(rule, claim, { folder, gaps }));
}

function checkClaim(name: string, claim: Place, facts: Facts): readonly Problem[] {
  const rule = Object.hasOwn(qualityRules, name) ? qualityRules[name] : undefined;
  if (rule === undefined) {
    return [invalid(claim, `There is no rule \`${name}\`.`, hintForName(name, Object.keys(qualityRules)))];
  }
  if (claim.value === 'todo' || typeof childPlace(claim, 'exempt')?.value === 'string') return [];
  if (claim.value !== 'done') {
    return [invalid(claim, 'A rule is `done`, `todo` or `{ exempt: <reason> }`.', rule.summary)];
  }
  const shortcoming = rule.shortcoming?.(facts);
  if (shortcoming === undefined) return [];
  return [invalid(claim, `The rule \`${name}\` is not done: ${shortcoming}.`, 'Do it, or write `todo`.')];
}

function ruleNames(): string {
  return Object.keys(qualityRules)
    .map(name => `\`${name}\``)
    .join(', ');
}

function invalid(place: Place, message: string, hint: string): Problem {
  return problemAt(place, 'value', { code: 'DEFINITION_INVALID', message, hint });
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
