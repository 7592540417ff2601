import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runSuite, suiteFolder } from '../../../scripts/conformance.ts';

const isThere = existsSync(suiteFolder);
if (!isThere) console.log(`The official JSONata suite is not at ${suiteFolder}: its test is skipped.`);

describe('the official suite', () => {
  it.skipIf(!isThere)('passes but for the case that expects an error where succeeding is right', () => {
    const { total, passed, exceptions } = runSuite(suiteFolder);
    expect({ total, passed, exceptions: exceptions.map(one => one.case) }).toEqual({
      total: 1686,
      passed: 1685,
      exceptions: ['tail-recursion/case002.json'],
    });
  });
});
