import type { Mend } from './mend.ts';

/** Defects in where the interpreter tells an error. */
export const placeMends: readonly Mend[] = [
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
        find: `} else if (isNumeric(result)) {
                    result = -result;`,
        replace: `} else if (mended('place') ? isNumericAt(isNumeric, result, expr.position) : isNumeric(result)) {
                    result = -result;`,
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
        find: `if (!err.token) {
                // and`,
        replace: `if (mended('place') ? err.token === undefined : !err.token) {
                // and`,
      },
      { find: 'err.token = procName;', replace: `err.token = mended('place') ? (procName ?? '') : procName;` },
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
                    ? located(error, thunk.body.position, thunk.body.chained ? '~>' : thunk.body.procedure.value ?? '')
                    : error;
            });
        }`,
      },
    ],
  },
];
