import { delimiter, resolve } from 'node:path';
import { inspect } from 'node:util';

import { describe, expect, it } from 'vitest';

import { loadConfig } from '../../src/config.ts';
import { testKeys } from '../support/store.ts';

const needed = { PATCHBAY_MASTER_KEY: testKeys.v1 };

/** The lines of the error that this environment leads to. */
const mistakes = (env: Record<string, string>, readFile?: (path: string) => string): string[] => {
  try {
    loadConfig({ env, ...(readFile === undefined ? {} : { readFile }) });
    return [];
  } catch (error) {
    return String(error).split('\n  - ').slice(1);
  }
};

describe('loadConfig', () => {
  it('has a default for everything but the master key', () => {
    const config = loadConfig({ env: needed });
    expect({ ...config, masterKeys: 'given', apps: config.apps.integrations }).toEqual({
      host: '127.0.0.1',
      port: 8080,
      publicUrl: undefined,
      databaseUrl: undefined,
      databaseConnections: 10,
      dataFolder: resolve('data'),
      masterKeys: 'given',
      apps: [],
      integrationFolders: [],
      modelFolders: [],
      reload: 'watch',
      validation: 'report',
      rates: 'declared',
      callsPerProvider: 64,
      callsPerAccount: 8,
      breakerFailures: 5,
      breakerSeconds: 10,
      dial: new Map(),
      allowCidrs: [],
      openapi: 'on',
      docs: 'on',
      docsDemo: undefined,
      logLevel: 'info',
      drainDelaySeconds: 0,
      drainSeconds: 25,
    });
  });

  it('reads every variable', () => {
    const config = loadConfig({
      env: {
        HOST: '::',
        PORT: '0',
        PUBLIC_URL: 'https://api.example.com/patchbay/',
        DATABASE_URL: 'postgresql://user:canary@db.example.com/patchbay',
        PATCHBAY_DATABASE_CONNECTIONS: '3',
        PATCHBAY_DATA: '/srv/patchbay',
        PATCHBAY_MASTER_KEY: `${testKeys.v2},${testKeys.v1}`,
        PATCHBAY_APPS: '{ "acme": { "client_id": "1.20", "client_secret": "canary", "limit": 15 } }',
        PATCHBAY_INTEGRATIONS: ['/srv/a', '/srv/b'].join(delimiter),
        PATCHBAY_MODELS: '/srv/m',
        PATCHBAY_RELOAD: 'poll',
        PATCHBAY_VALIDATION: 'strict',
        PATCHBAY_RATES: 'off',
        PATCHBAY_CALLS_PER_PROVIDER: '100',
        PATCHBAY_CALLS_PER_ACCOUNT: '20',
        PATCHBAY_BREAKER_FAILURES: '3',
        PATCHBAY_BREAKER_SECONDS: '2',
        PATCHBAY_DIAL: 'chat.example=127.0.0.1:4010',
        PATCHBAY_ALLOW_CIDRS: '10.1.0.0/16, fd00::/8',
        PATCHBAY_OPENAPI: 'off',
        PATCHBAY_DOCS: 'off',
        PATCHBAY_DOCS_DEMO: '/srv/demo.env',
        LOG_LEVEL: 'debug',
        PATCHBAY_DRAIN_DELAY_SECONDS: '2',
        PATCHBAY_DRAIN_SECONDS: '5',
      },
    });
    expect({
      ...config,
      masterKeys: [...config.masterKeys.byVersion.keys()],
      databaseUrl: config.databaseUrl?.reveal(),
      apps: config.apps.facts('acme'),
    }).toEqual({
      host: '::',
      port: 0,
      publicUrl: 'https://api.example.com/patchbay',
      databaseUrl: 'postgresql://user:canary@db.example.com/patchbay',
      databaseConnections: 3,
      dataFolder: '/srv/patchbay',
      masterKeys: [2, 1],
      apps: { client_id: '1.20', client_secret: 'canary', limit: 15 },
      integrationFolders: ['/srv/a', '/srv/b'],
      modelFolders: ['/srv/m'],
      reload: 'poll',
      validation: 'strict',
      rates: 'off',
      callsPerProvider: 100,
      callsPerAccount: 20,
      breakerFailures: 3,
      breakerSeconds: 2,
      dial: new Map([['chat.example', { host: '127.0.0.1', port: 4010, tls: false }]]),
      allowCidrs: ['10.1.0.0/16', 'fd00::/8'],
      openapi: 'off',
      docs: 'off',
      docsDemo: '/srv/demo.env',
      logLevel: 'debug',
      drainDelaySeconds: 2,
      drainSeconds: 5,
    });
    expect(Object.isFrozen(config)).toBe(true);
    expect(`${inspect(config, { depth: 9 })}${JSON.stringify(config)}`).not.toContain('canary');
  });

  it('tells every mistake at once', () => {
    expect(
      mistakes({
        PORT: '80a',
        HOST: 'not a host',
        PUBLIC_URL: 'ftp://example.com',
        DATABASE_URL: 'mysql://root:canary@localhost/db',
        PATCHBAY_MASTER_KEY: 'c2hvcnQ=',
        PATCHBAY_VALIDATION: 'loose',
        PATCHBAY_RATES: 'on',
        PATCHBAY_BREAKER_FAILURES: '1',
        PATCHBAY_DIAL: 'chat.example',
        PATCHBAY_ALLOW_CIDRS: '10.0.0.0/99',
        LOG_LEVEL: 'verbose',
        PATCHBAY_DRAIN_SECONDS: '301',
        PATCHBAY_INTEGRATION: '/srv/a',
        PATCHBAY_COLOUR: 'red',
      }),
    ).toEqual([
      'PATCHBAY_INTEGRATION is not a variable of this version. Did you mean PATCHBAY_INTEGRATIONS?',
      'PATCHBAY_COLOUR is not a variable of this version. There are: PATCHBAY_DATABASE_CONNECTIONS, PATCHBAY_DATA, ' +
        'PATCHBAY_MASTER_KEY, PATCHBAY_MASTER_KEY_FILE, PATCHBAY_APPS, PATCHBAY_APPS_FILE, PATCHBAY_INTEGRATIONS, PATCHBAY_MODELS, PATCHBAY_RELOAD, PATCHBAY_VALIDATION, ' +
        'PATCHBAY_RATES, PATCHBAY_CALLS_PER_PROVIDER, PATCHBAY_CALLS_PER_ACCOUNT, PATCHBAY_BREAKER_FAILURES, PATCHBAY_BREAKER_SECONDS, PATCHBAY_DIAL, PATCHBAY_ALLOW_CIDRS, PATCHBAY_OPENAPI, PATCHBAY_DOCS, PATCHBAY_DOCS_DEMO, ….',
      'HOST is "not a host", which is neither an IP address nor a host name.',
      'PORT is "80a", which is not a whole number from 0 to 65535.',
      'PUBLIC_URL is "ftp://example.com", which is not an http or https URL.',
      'DATABASE_URL is not a PostgreSQL URL (postgresql://user:password@host:5432/database).',
      'PATCHBAY_MASTER_KEY: the master key version 1 has 5 bytes instead of 32. A master key is 32 random bytes in base64 ' +
        '(make one with `openssl rand -base64 32`); several are written `v2:<base64>,v1:<base64>`.',
      'PATCHBAY_VALIDATION is "loose"; it is one of strict, report, off.',
      'PATCHBAY_RATES is "on"; it is one of declared, off.',
      'PATCHBAY_BREAKER_FAILURES is "1", which is not a whole number from 2 to 1000.',
      expect.stringContaining('The dial entry "chat.example" is not of the form host=address:port.'),
      expect.stringContaining('10.0.0.0/99'),
      'LOG_LEVEL is "verbose"; it is one of debug, info, warn, error, silent.',
      'PATCHBAY_DRAIN_SECONDS is "301", which is not a whole number from 0 to 300.',
    ]);
  });

  it('refuses to start without a master key, and says how to make one', () => {
    expect(mistakes({ PATCHBAY_MASTER_KEY: ' ' })).toEqual([
      'PATCHBAY_MASTER_KEY is not set, nor is PATCHBAY_MASTER_KEY_FILE. Encrypts the stored credentials: 32 random bytes in ' +
        'base64 (`openssl rand -base64 32`). To change it, give both with numbers, `v2:<base64>,v1:<base64>`; the first encrypts.',
    ]);
  });

  it('reads secrets from files', () => {
    const files: Record<string, string> = {
      '/run/secrets/key': `${testKeys.v1}\n`,
      '/run/secrets/database': 'postgresql://user:canary@db.example.com/patchbay\n',
    };
    const config = loadConfig({
      env: { PATCHBAY_MASTER_KEY_FILE: '/run/secrets/key', DATABASE_URL_FILE: '/run/secrets/database' },
      readFile: path => files[path] ?? '',
    });
    expect(config.masterKeys.wrappingVersion).toBe(1);
    expect(config.databaseUrl?.reveal()).toBe('postgresql://user:canary@db.example.com/patchbay');
  });

  it('refuses a secret given twice, a file that cannot be read, and names a file whose content is wrong', () => {
    expect(mistakes({ ...needed, PATCHBAY_MASTER_KEY_FILE: '/run/secrets/key' })).toEqual([
      'PATCHBAY_MASTER_KEY and PATCHBAY_MASTER_KEY_FILE are both set; one of them has to go.',
    ]);
    expect(mistakes({ PATCHBAY_MASTER_KEY_FILE: '/nonexistent/key' })).toEqual([
      'PATCHBAY_MASTER_KEY cannot be read from the file /nonexistent/key that PATCHBAY_MASTER_KEY_FILE names: ENOENT.',
    ]);
    expect(mistakes({ PATCHBAY_MASTER_KEY_FILE: '/run/secrets/key' }, () => 'canary')).toEqual([
      expect.stringMatching(/^PATCHBAY_MASTER_KEY_FILE \(\/run\/secrets\/key\): the master key version 1 has 4 bytes/),
    ]);
  });

  it('lets the variables of a client of ours stand, and looks at no foreign ones', () => {
    const env = { ...needed, PATCHBAY_URL: 'http://127.0.0.1:8080', PATCHBAY_KEY: 'pb_live_x', ACCOUNT_ACME: 'acc_x' };
    expect(mistakes(env)).toEqual([]);
  });
});
