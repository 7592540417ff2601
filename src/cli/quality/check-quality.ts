import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Problem } from '../../engine/definitions/catalogue.ts';
import { hintForName } from '../../engine/definitions/checking/nearest.ts';
import { childPlace, entriesOf, problemAt, rootPlace, type Place } from '../../engine/definitions/reading/place.ts';
import { readDocument } from '../../engine/definitions/reading/read.ts';
import { qualityRules, type QualityFacts, type QualityRule } from './rules.ts';

/** Holds the claims of an integration's quality.yaml, where it has one, against what can be seen. */
export function checkQuality(
  roots: readonly string[],
  given: Omit<QualityFacts, 'folder' | 'readme'>,
): readonly Problem[] {
  const { name } = given.integration;
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
  const facts = { ...given, folder, readme: readIfThere(join(folder, 'README.md')) ?? '' };
  return entriesOf(rules).flatMap(([rule, claim]) => checkClaim(rule, claim, facts));
}

function checkClaim(name: string, claim: Place, facts: QualityFacts): readonly Problem[] {
  const rule = Object.hasOwn(qualityRules, name) ? qualityRules[name] : undefined;
  if (rule === undefined) {
    return [invalid(claim, `There is no rule \`${name}\`.`, hintForName(name, Object.keys(qualityRules)))];
  }
  if (claim.value === 'todo' || isText(childPlace(claim, 'exempt'))) return [];
  const proof = childPlace(claim, 'done');
  if (rule.isProvedElsewhere ? !isText(proof) : claim.value !== 'done') {
    return [invalid(claim, `A rule is ${formOf(rule)}, \`todo\` or \`{ exempt: <reason> }\`.`, rule.summary)];
  }
  const shortcoming = rule.isProvedElsewhere ? missingProof(String(proof?.value), facts) : rule.shortcoming?.(facts);
  if (shortcoming === undefined) return [];
  return [invalid(claim, `The rule \`${name}\` is not done: ${shortcoming}.`, 'Do it, or write `todo`.')];
}

function formOf({ isProvedElsewhere }: QualityRule): string {
  return isProvedElsewhere ? '`{ done: <file or folder that proves it> }`' : '`done`';
}

/** Paths count from where the integrations' folder stands; what a package leaves out as a whole is not looked for. */
function missingProof(path: string, { folder }: QualityFacts): string | undefined {
  const base = dirname(dirname(folder));
  const isShipped = existsSync(join(base, path.split('/')[0] ?? ''));
  return isShipped && !existsSync(join(base, path)) ? `there is no ${path}` : undefined;
}

function isText(place: Place | undefined): boolean {
  return typeof place?.value === 'string' && place.value !== '';
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
