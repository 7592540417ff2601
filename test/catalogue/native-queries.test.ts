import { describe, expect, it } from 'vitest';
import type { Integration } from '../../src/engine/definitions/definition.ts';
import { loadCatalogue } from '../../src/engine/definitions/load.ts';
import type { ExpressionTree, RequestMapping, SourceDefinition } from '../../src/engine/definitions/mapping.ts';
import { compileExpression } from '../../src/engine/expressions/compile.ts';
import type { Expression } from '../../src/engine/expressions/expression.ts';
import { expressionsOf } from '../../src/engine/mapping/tree.ts';

const { integrations } = loadCatalogue({ integrations: ['integrations'], models: ['unified-models'] });

function requestsOf(source: SourceDefinition): readonly RequestMapping[] {
  if (source.kind === 'call') return [source.request];
  if (source.kind === 'each_call') return [source.parents, ...requestsOf(source.source)];
  return source.kind === 'chain' ? source.links.flatMap(link => requestsOf(link.source)) : [];
}

function entriesOf(tree: ExpressionTree | undefined): readonly (readonly [string, ExpressionTree])[] {
  if (tree === undefined) return [];
  return tree.kind === 'map' ? tree.entries : [['', tree]];
}

/**
 * Every expression that a path or query parameter is made from: of lists, gets, writes and lookups, and what they name.
 * The parts of a filter language are quoted when they are put together, whatever they are.
 */
function parameterExpressions({ resources }: Integration): readonly Expression[] {
  const mappings = [...resources.values()];
  const variants = mappings.flatMap(({ methods }) => [...methods.values()].flatMap(one => one.variants));
  const lookups = mappings.flatMap(({ shapes }) => [...shapes.values()].flatMap(one => [...one.lookups.values()]));
  const requests = [...variants.flatMap(({ source }) => requestsOf(source)), ...lookups.map(({ request }) => request)];
  return [
    ...requests.flatMap(({ path, query, endpoint }) => [
      ...expressionsOf(path),
      ...entriesOf(query).flatMap(([name, tree]) => (endpoint.params[name]?.filter ? [] : expressionsOf(tree))),
    ]),
    ...variants.flatMap(one => one.with.map(([, expression]) => expression)),
  ];
}

/** Whether an expression joins texts, however far from the caller's values: `&`, `$join` or `$replace`. */
function joins({ source }: Expression): boolean {
  const code = source.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, '""').replace(/\/\*[^]*?\*\//g, '');
  return /&|\$(?:join|replace)\(/.test(code);
}

describe('what a provider is asked', () => {
  it.each([
    ['"team eq " & $query.team', true],
    ["'team eq ' & $team", true],
    ['$join(["team eq ", $team])', true],
    ['$replace("team eq ?", "?", $team)', true],
    ['"a & b"', false],
    ['$team ?? $query.team', false],
  ])('is seen to be joined of texts or not: %s', (source, expected) => {
    expect(joins(compileExpression(source, { variables: new Set(['query', 'team']) }))).toBe(expected);
  });

  it.each([...integrations.values()])('is never joined of texts in a path or a query: $name', integration => {
    const expressions = parameterExpressions(integration);
    expect(expressions.length).toBeGreaterThan(15);
    expect(expressions.filter(joins).map(({ source }) => source)).toEqual([]);
  });
});
