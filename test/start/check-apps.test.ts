import { describe, expect, it } from 'vitest';

import { readApps } from '../../src/config/apps.ts';
import { checkApps } from '../../src/start/check-apps.ts';
import { loadAcme } from '../link/support/acme.ts';
import { recordingLog } from '../support/log.ts';

const check = (text: string): unknown => {
  const log = recordingLog();
  try {
    checkApps(readApps(text), loadAcme(), log);
    return log.lines;
  } catch (error) {
    return String(error);
  }
};

describe('configured apps', () => {
  it('may have the facts that a definition declares, and an id and a secret', () => {
    expect(check('acme: { client_id: a, client_secret: b, page_size: 15, signing_secret: c }')).toEqual([]);
  });

  it('are held against the definitions, all mistakes at once and no value shown', () => {
    expect(check('acme: { client_id: canary, page_sise: 15, page_size: canary, signing_secret: 7 }')).toBe(
      `PatchbayError: The configuration is not valid:
  - PATCHBAY_APPS gives "acme" the fact "page_sise", which its definition does not declare. Did you mean \`page_size\`?
  - PATCHBAY_APPS gives "page_size" of "acme" in a wrong form: a whole number is needed.
  - PATCHBAY_APPS gives "signing_secret" of "acme" in a wrong form: a text is needed.`,
    );
  });

  it('of an integration that is not loaded are logged: it may have been refused, or come later', () => {
    expect(check('acne: { client_id: canary }')).toEqual([
      {
        level: 'warn',
        fields: { integration: 'acne', loaded: ['acme'] },
        message: 'an app is configured for an integration that is not loaded',
      },
    ]);
  });
});
