import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Method } from '../../../sandbox/slack/api/method.ts';
import { methods } from '../../../sandbox/slack/methods/table.ts';

const tiersFile = join(import.meta.dirname, '../../../../shared/providers/slack/rate_limit_tiers.json');
const hasTiers = existsSync(tiersFile);
if (!hasTiers) console.log('skipped: the published rate tiers are not on this machine');

const rows: readonly (readonly [string, Method])[] = Object.entries(methods);

/** Tiers that the provider's pages give differently from the published file; the pages win. */
const corrected = ['users.conversations'];

describe('the table of methods', () => {
  it('declares limit and cursor for what pages by cursor, count and page for what pages by number', () => {
    const wanted = { cursor: ['cursor', 'limit'], page: ['count', 'page'] };
    const wrong = rows.filter(([, row]) => {
      const names = Object.keys(row.parameters);
      return row.pages !== undefined && !wanted[row.pages].every(name => names.includes(name));
    });
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  it('takes team_id where an org-wide token has to name the workspace', () => {
    const wrong = rows.filter(([, row]) => row.team === 'named' && !Object.hasOwn(row.parameters, 'team_id'));
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  it('declares the error of every missing and every invalid parameter', () => {
    const undeclared = rows.flatMap(([name, row]) =>
      Object.values(row.parameters)
        .flatMap(parameter => [parameter.missing, parameter.invalid])
        .filter(code => code !== undefined && !row.errors.includes(code))
        .map(code => `${name} ${code}`),
    );
    expect(undeclared).toEqual([]);
  });

  it.skipIf(!hasTiers)('has the published rate tier of every method', () => {
    // Our own data file: method -> tier.
    const published = JSON.parse(readFileSync(tiersFile, 'utf8')) as Record<string, string>;
    const names: Record<string, string> = {
      Tier1: 'tier1',
      Tier2: 'tier2',
      Tier3: 'tier3',
      Tier4: 'tier4',
      SpecialTier_chat_postMessage: 'posting',
    };
    const wrong = rows.filter(
      ([name, row]) => !corrected.includes(name) && (names[published[name] ?? ''] ?? 'special') !== row.tier,
    );
    expect(wrong.map(([name, row]) => `${name} ${row.tier} ${published[name]}`)).toEqual([]);
  });
});
