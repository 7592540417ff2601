import { loadCases } from '../../engine/definitions/cases.ts';
import type { Problem } from '../../engine/definitions/catalogue.ts';
import type { DefinitionFolders } from '../../engine/definitions/reading/folders.ts';
import { readCase, type Case } from '../cases/case.ts';
import { findGaps, type Gaps } from '../cases/coverage.ts';
import { findDifferences, type Difference } from '../cases/differences.ts';
import { openMemoryProvider } from '../cases/memory-provider.ts';
import { playCase, type Played } from '../cases/play.ts';
import { definitionFolders, type FolderOptions } from '../definition-folders.ts';
import { loadDefinitions, type Loaded } from '../loaded.ts';
import { checkQuality } from '../quality/check-quality.ts';
import { showCheck } from '../show/check.ts';
import { exitCodes, type Surroundings } from '../surroundings.ts';

/** What `check` found out about one integration. */
export interface CheckedIntegration {
  readonly name: string;
  readonly problems: readonly Problem[];
  readonly cases: readonly CheckedCase[];
  /** What no case shows; absent when the integration did not load or is abstract. */
  readonly gaps?: Gaps;
}

export interface CheckedCase {
  readonly name: string;
  readonly file: string;
  /** Between what the case says and what happened; none when it holds. */
  readonly differences: readonly Difference[];
}

export interface CheckReport {
  readonly ok: boolean;
  /** Of models and of folders that stand in each other's way. */
  readonly problems: readonly Problem[];
  readonly integrations: readonly CheckedIntegration[];
}

/** Holds one integration, or all, against everything that can be known without the provider; the exit code. */
export async function check(
  provider: string | undefined,
  options: FolderOptions & { readonly json?: boolean },
  around: Surroundings,
): Promise<number> {
  const report = await checkDefinitions(definitionFolders(options, around), provider);
  around.writeOutput(options.json ? `${JSON.stringify(report, null, 2)}\n` : showCheck(report, around.isTerminal));
  return report.ok ? exitCodes.ok : exitCodes.problems;
}

/**
 * Schema, links, expressions, lints, cases, coverage and the claims of quality.yaml.
 *
 * @param provider the one integration to look at; absent: all
 * @throws UsageError when there is no such integration
 */
export async function checkDefinitions(folders: DefinitionFolders, provider?: string): Promise<CheckReport> {
  const loaded = loadDefinitions(folders, provider);
  const found = loadCases(folders.integrations);
  const cases = found.cases.map(readCase);
  const integrations: CheckedIntegration[] = [];
  for (const name of [...loaded.integrations.keys()].sort()) {
    const own = cases.filter(one => one.integration === name);
    const misfits = found.problems.filter(({ file }) => file.split('/')[1] === name);
    integrations.push(await checkIntegration(name, own, misfits, loaded, folders));
  }
  const problems = loaded.otherProblems;
  const hasErrors = [...problems, ...integrations.flatMap(one => one.problems)].some(isError);
  const hasFailures = integrations.some(one => one.cases.some(({ differences }) => differences.length > 0));
  return { ok: !hasErrors && !hasFailures, problems, integrations };
}

async function checkIntegration(
  name: string,
  cases: readonly Case[],
  misfits: readonly Problem[],
  { catalogue, integrations }: Loaded,
  folders: DefinitionFolders,
): Promise<CheckedIntegration> {
  const problems = [...(integrations.get(name)?.problems ?? []), ...misfits];
  const integration = catalogue.integrations.get(name);
  if (integration === undefined) return { name, problems, cases: [] };
  const played: { readonly one: Case; readonly result: Played }[] = [];
  for (const one of cases) played.push({ one, result: await playCase(one, catalogue, openMemoryProvider) });
  const shown = played.map(({ one, result }) => ({ one, records: result.records }));
  const { models } = catalogue;
  const gaps = findGaps(integration, shown, models);
  const claims = checkQuality(folders.integrations, { integration, models, cases, gaps });
  return {
    name,
    problems: [...problems, ...claims],
    cases: played.map(({ one, result }) => ({
      name: one.name,
      file: one.file,
      differences: findDifferences(result.expected, result.actual),
    })),
    gaps,
  };
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}
