import type { Problem } from '../../engine/definitions/catalogue.ts';
import { formatProblem } from '../../engine/definitions/problem.ts';
import type { Gaps } from '../cases/coverage.ts';
import type { CheckedCase, CheckedIntegration, CheckReport } from '../commands/check.ts';
import { coloursFor } from './colours.ts';

type Colours = ReturnType<typeof coloursFor>;

const mostDifferences = 10;

/** What `check` found, for a person: problems with their excerpts, cases that fail, and what no case shows. */
export function showCheck(report: CheckReport, isTerminal: boolean): string {
  const colours = coloursFor(isTerminal);
  const parts = [
    ...report.problems.map(problem => showProblem(problem, colours)),
    ...report.integrations.map(one => showIntegration(one, colours)),
    showSum(report, colours),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Problems alone, for a person. */
export function showProblems(problems: readonly Problem[], isTerminal: boolean): string {
  const colours = coloursFor(isTerminal);
  return `${problems.map(problem => showProblem(problem, colours)).join('\n\n')}\n`;
}

function showIntegration({ name, problems, cases, gaps }: CheckedIntegration, colours: Colours): string {
  const failed = cases.filter(({ differences }) => differences.length > 0);
  const missing = gaps === undefined ? [] : Object.entries(gaps).filter(([, list]) => list.length > 0);
  const lines = [
    colours.bold(name),
    ...problems.map(problem => indent(showProblem(problem, colours), 2)),
    ...failed.map(one => indent(showCase(one, colours), 2)),
    gaps === undefined
      ? `  ${problems.some(isError) ? 'not loaded, so its cases were not played' : 'abstract: others extend it'}`
      : `  ${cases.length - failed.length} of ${count(cases.length, 'case')} hold`,
    ...(missing.length === 0 ? [] : [`  ${colours.yellow('no case shows')}`, ...missing.map(showGap)]),
  ];
  return lines.join('\n');
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

function showGap([kind, list]: readonly [string, Gaps[keyof Gaps]]): string {
  return `    ${kind}: ${list.join(', ')}`;
}

function showCase({ name, file, differences }: CheckedCase, colours: Colours): string {
  const shown = differences
    .slice(0, mostDifferences)
    .flatMap(difference => [
      `  ${difference.path}`,
      `    ${colours.green(`expected ${describe(difference.expected)}`)}`,
      `    ${colours.red(`got      ${describe(difference.actual)}`)}`,
    ]);
  const more = differences.length - mostDifferences;
  return [
    `${colours.red('case fails')} ${name}`,
    `  ${file}`,
    ...shown,
    ...(more > 0 ? [`  and ${count(more, 'more difference')}`] : []),
  ].join('\n');
}

function describe(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function showProblem(problem: Problem, colours: Colours): string {
  const [head = '', ...rest] = formatProblem(problem).split('\n');
  return [problem.severity === 'error' ? colours.red(head) : colours.yellow(head), ...rest].join('\n');
}

function showSum({ ok, problems, integrations }: CheckReport, colours: Colours): string {
  const problemCount = problems.length + integrations.reduce((sum, one) => sum + one.problems.length, 0);
  const failed = integrations.flatMap(one => one.cases.filter(({ differences }) => differences.length > 0)).length;
  const sum = `${count(problemCount, 'problem')}, ${count(failed, 'failing case')}`;
  return ok ? colours.green(`${sum}. Good.`) : colours.red(`${sum}.`);
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function indent(text: string, width: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(width));
}
