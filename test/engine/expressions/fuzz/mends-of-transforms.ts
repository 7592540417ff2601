import type { Mend } from './mend.ts';

/** Defects in how the interpreter changes a copy. */
export const transformMends: readonly Mend[] = [
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
];
