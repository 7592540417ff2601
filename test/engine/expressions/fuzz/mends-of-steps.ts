import type { Mend } from './mend.ts';

/** Defects in how the interpreter goes through an expression. */
export const stepMends: readonly Mend[] = [
  {
    name: 'order',
    reason:
      'the interpreter evaluates the items of a list and the values of groups side by side: ours goes left to right',
    edits: [
      {
        find: `let generators = await Promise.all(expr.expressions
                    .map(async (item, idx) => {
                        environment.isParallelCall = idx > 0
                        return [item, await evaluate(item, input, environment)]
                    }));`,
        replace: `let generators = [];
                if (mended('order')) {
                    for (const item of expr.expressions) generators.push([item, await evaluate(item, input, environment)]);
                } else generators = await Promise.all(expr.expressions
                    .map(async (item) => [item, await evaluate(item, input, environment)]));`,
      },
      {
        find: 'let generators = await Promise.all(utils.keys(groups).map(async (key, idx) => {',
        replace: 'const evaluateEntry = async (key, idx) => {',
      },
      {
        find: `return [key, await evaluate(expr.lhs[entry.exprIndex][1], context, env)];
        }));`,
        replace: `return [key, await evaluate(expr.lhs[entry.exprIndex][1], context, env)];
        };
        let generators = [];
        if (mended('order')) {
            for (const key of utils.keys(groups)) generators.push(await evaluateEntry(key, 0));
        } else generators = await Promise.all(utils.keys(groups).map(evaluateEntry));`,
      },
    ],
  },
  {
    name: 'group',
    reason: 'the interpreter writes into an empty list of its input that it makes an object of',
    edits: [
      {
        find: 'input.push(undefined);',
        replace: `if (mended('group')) input = [undefined]; else input.push(undefined);`,
      },
    ],
  },
  {
    name: 'tail',
    reason:
      'the interpreter crashes where a call in tail position hands on a function of the language, or calls nothing',
    edits: [
      {
        find: `next.token = result.body.procedure.value;
            }
            next.position = result.body.procedure.position;`,
        replace: `if (next || !mended('tail')) next.token = result.body.procedure.value;
            }
            if (next || !mended('tail')) next.position = result.body.procedure.position;`,
      },
      {
        find: 'evaluatedArgs.push(await evaluate(result.body.arguments[ii], result.input, result.environment));',
        replace: `const arg = await evaluate(result.body.arguments[ii], result.input, result.environment);
                if (mended('tail') && isFunction(arg)) {
                    const closure = async (...params) => await apply(arg, params, null, environment);
                    closure.arity = getFunctionArity(arg);
                    evaluatedArgs.push(closure);
                } else evaluatedArgs.push(arg);`,
      },
    ],
  },
  {
    name: 'whole',
    reason:
      'the interpreter crashes, or goes through letters, where a first step that makes a list as a whole ends in something else',
    edits: [
      {
        find: 'resultSequence = await evaluate(step, inputSequence, environment);',
        replace: `resultSequence = await evaluate(step, inputSequence, environment);
                if (mended('whole') && step.focus === undefined && !Array.isArray(resultSequence)) return undefined;`,
      },
    ],
  },
  {
    name: 'sorted',
    reason: 'a sort of the interpreter forgets that it sorted values with names: what follows reads the pairs',
    edits: [
      {
        find: 'result = await evaluateSortExpression(expr, tupleBindings, environment);',
        replace: `result = await evaluateSortExpression(expr, tupleBindings, environment);
                if (mended('sorted')) result.tupleStream = true;`,
      },
    ],
  },
];
