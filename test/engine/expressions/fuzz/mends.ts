/** A place of the package's code that a mend changes: the text is there exactly once. */
interface Edit {
  readonly find: string;
  readonly replace: string;
}

/** A defect of the package's interpreter that ours does not share, and how the interpreter reads without it. */
export interface Mend {
  readonly name: MendName;
  readonly reason: string;
  /** Code that asks `mended` whether the defect is to be absent. */
  readonly edits: readonly Edit[];
}

export type MendName =
  | 'order'
  | 'place'
  | 'group'
  | 'pattern'
  | 'tail'
  | 'matcher'
  | 'transform-target'
  | 'transform-owner'
  | 'transform-prototype'
  | 'number'
  | 'function'
  | 'depth'
  | 'whole'
  | 'partial'
  | 'moment'
  | 'grouping'
  | 'limits';

/** Every known defect. Those without edits are mended where a value is read or limits are given. */
export const mends: readonly Mend[] = [
  // First: without its pattern a call may not end, and each try would take as long as the interpreter is waited for.
  {
    name: 'pattern',
    reason: 'the parser loses patterns and signatures below ?? and ?: (package 2.2.2)',
    edits: [
      { find: 'arguments: [JSON.parse(JSON.stringify(left))]', replace: 'arguments: [copyTree(left)]' },
      { find: 'this.condition = JSON.parse(JSON.stringify(left));', replace: 'this.condition = copyTree(left);' },
    ],
  },
  {
    name: 'place',
    reason: 'the interpreter tells an error at the call around it, at the sign before it, or nowhere',
    edits: [
      {
        find: 'err.position = proc.position || err.position;',
        replace: `err.position = mended('place') ? err.position : proc.position || err.position;`,
      },
      {
        find: `if (typeof err.token == 'undefined' && typeof proc.token !== 'undefined') {`,
        replace: `if (!mended('place') && typeof err.token == 'undefined' && typeof proc.token !== 'undefined') {`,
      },
      {
        find: 'return await evaluateBooleanExpression(lhs, evalrhs, op);',
        replace: `if (!mended('place')) return await evaluateBooleanExpression(lhs, evalrhs, op);
                return evaluateBooleanExpression(lhs, evalrhs, op).catch(error => { throw located(error, expr.position, op); });`,
      },
      {
        find: 'result = await fn.sort.apply(focus, [lhs, comparator]);',
        replace: `result = await fn.sort.apply(focus, [lhs, comparator]).catch(error => {
            throw mended('place') ? located(error, expr.position, '^') : error;
        });`,
      },
      {
        find: `code: "T1003",
                        stack: (new Error()).stack,`,
        replace: `code: "T1003",
                        ...(mended('place') ? { token: '{' } : {}),`,
      },
      {
        find: `code: "D1009",
                                stack: (new Error()).stack,`,
        replace: `code: "D1009",
                                ...(mended('place') ? { token: key } : {}),`,
      },
      {
        find: 'var chain = await evaluate(chainAST, null, environment);',
        replace: `var chain = await evaluate(mended('place') ? placedAt(chainAST, expr.position) : chainAST, null, environment);`,
      },
      {
        find: `if(!err.position) {
                // add`,
        replace: `if (expr.chained) throw located(err, expr.position, '~>');
            if(!err.position) {
                // add`,
      },
      {
        find: `throw {
                    code: "T2006",`,
        replace: `throw {
                    ...(mended('place') ? { token: '~>' } : {}),
                    code: "T2006",`,
      },
      {
        find: 'result = await apply(func, [lhs], null, environment);',
        replace: `result = await apply(func, [lhs], null, environment).catch(error => {
                    throw mended('place') ? located(error, expr.position, '~>') : error;
                });`,
      },
      {
        find: `result = await applyInner(next, evaluatedArgs, input, environment);
        }`,
        replace: `const thunk = result;
            result = await applyInner(next, evaluatedArgs, input, environment).catch(error => {
                throw mended('place')
                    ? located(error, thunk.body.position, thunk.body.chained ? '~>' : thunk.body.procedure.value)
                    : error;
            });
        }`,
      },
    ],
  },
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
    name: 'matcher',
    reason: 'the interpreter crashes where the pattern of a call is missing; ours says that it is none (T1006)',
    edits: [
      {
        find: 'var result = matcher.apply(this, [str]);',
        replace: `if (mended('matcher') && matcher === undefined) throw { code: 'T1006' };
        var result = matcher.apply(this, [str]);`,
      },
    ],
  },
  {
    name: 'transform-target',
    reason:
      'the interpreter writes names onto the lists that a transform meets, and fails on what is neither list nor object',
    edits: [
      {
        find: 'var match = matches[ii];',
        replace: `var match = matches[ii];
                    var target = targetOf(match, owned);`,
      },
    ],
  },
  {
    name: 'transform-owner',
    reason: 'the interpreter lets a transform write into what its pattern took from elsewhere',
    edits: [
      {
        find: 'var matches = await evaluate(expr.pattern, result, environment);',
        replace: `var owned = new Set();
            collectOwned(result, owned);
            var matches = await evaluate(expr.pattern, result, environment);`,
      },
    ],
  },
  {
    name: 'transform-prototype',
    reason: 'a transform of the interpreter cannot write a key __proto__',
    edits: [
      { find: 'match[prop] = update[prop];', replace: 'assign(target, prop, update[prop]);' },
      {
        find: `if(typeof match === 'object' && match !== null) {
                                    delete match[deletions[jj]];`,
        replace: `if(typeof target === 'object' && target !== null) {
                                    delete target[deletions[jj]];`,
      },
    ],
  },
  {
    name: 'partial',
    reason: 'a partial application of the interpreter does not look at the types of what it is given',
    edits: [
      {
        find: 'result = partialApplyNativeFunction(proc.implementation, evaluatedArgs, environment);',
        replace: `result = partialApplyNativeFunction(
                mended('partial') ? checkedFunction(proc, input) : proc.implementation, evaluatedArgs, environment);`,
      },
    ],
  },
  {
    name: 'moment',
    reason: 'the interpreter writes NaN, or crashes, where a number is no time; ours refuses it (D4002)',
    edits: [
      {
        find: 'return formatDateTime.call(this, millis, picture, timezone);',
        replace: `if (mended('moment') && Number.isNaN(new Date(millis).getTime())) throw { code: 'D4002' };
        return formatDateTime.call(this, millis, picture, timezone);`,
      },
    ],
  },
  {
    name: 'grouping',
    reason: 'the interpreter writes the sign between groups of digits also where there are no digits',
    edits: [
      {
        find: 'pic.integerPartGroupingPositions.forEach(function (pos) {',
        replace: `const digits = decimalPos;
            pic.integerPartGroupingPositions.forEach(function (pos) {
                if (mended('grouping') && pos >= digits) return;`,
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
  { name: 'number', reason: 'NaN and the infinities are errors (D1001); the interpreter hands them out', edits: [] },
  {
    name: 'function',
    reason: 'a result that holds a function is an error (D4005); the interpreter hands it out',
    edits: [],
  },
  {
    name: 'depth',
    reason: 'a value in more than 100 levels, or in itself, is an error (D4004)',
    edits: [
      // A message quotes the value.
      {
        find: 'return JSON.stringify(err[arguments[1]]);',
        replace: `return mended('depth') ? '' : JSON.stringify(err[arguments[1]]);`,
      },
      {
        find: 'str = JSON.stringify(arg, function (key, val) {',
        replace: `if (mended('depth')) refuseDeep(arg, 0);
            str = JSON.stringify(arg, function (key, val) {`,
      },
    ],
  },
  { name: 'limits', reason: 'a limit of the interpreter (time, depth, length) that ours does not meet', edits: [] },
];
