import type { Mend } from './mend.ts';
import { functionMends } from './mends-of-functions.ts';
import { placeMends } from './mends-of-places.ts';
import { stepMends } from './mends-of-steps.ts';
import { transformMends } from './mends-of-transforms.ts';

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
  ...placeMends,
  ...stepMends,
  ...transformMends,
  ...functionMends,
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
  { name: 'expression', reason: 'a pattern that is none crashes the parser; ours refuses it (S0303)', edits: [] },
];
