import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkDefinitions } from '../../src/cli/commands/check.ts';
import { qualityRules } from '../../src/cli/quality/rules.ts';

const report = await checkDefinitions({ integrations: ['integrations'], models: ['unified-models'] });
// An abstract folder is never served, so it claims nothing.
const served = report.integrations.filter(({ gaps }) => gaps !== undefined);

describe.each(served)('quality.yaml of $name', ({ name, problems }) => {
  const { rules } = parse(readFileSync(`integrations/${name}/quality.yaml`, 'utf8')) as {
    readonly rules: Readonly<Record<string, unknown>>;
  };

  it('says something of every rule, and what it claims holds', () => {
    expect(Object.keys(rules)).toEqual(Object.keys(qualityRules));
    expect(problems).toEqual([]);
  });

  it('leaves nothing to be done but what takes an account of the provider', () => {
    expect(Object.keys(rules).filter(rule => rules[rule] === 'todo')).toEqual(['real_account']);
  });
});
