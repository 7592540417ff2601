import { PassThrough } from 'node:stream';

import pg from 'pg';
import { describe, expect, it } from 'vitest';

import { PatchbayError } from '../../src/errors.ts';
import { Secret } from '../../src/secret.ts';
import { createLog } from '../../src/start/log.ts';

/** What is written for one line at level info. */
const written = (fields: Record<string, unknown>, message = 'message'): string => {
  const stream = new PassThrough();
  createLog('info', stream).info(fields, message);
  return String(stream.read() ?? '');
};

describe('createLog', () => {
  it('writes one JSON line with the facts as fields', () => {
    const { time, ...line } = JSON.parse(written({ account: 'acc_1' }, 'account linked')) as Record<string, unknown>;
    expect(line).toEqual({ level: 'info', pid: process.pid, account: 'acc_1', message: 'account linked' });
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('is silent below its level', () => {
    const stream = new PassThrough();
    const log = createLog('warn', stream);
    log.debug({}, 'debug');
    log.info({}, 'info');
    expect(stream.read()).toBeNull();
  });

  it('cannot be made to write a second line', () => {
    const line = written({ reason: 'a\r\nb\u2028c' }, 'x\ny');
    expect(line.trimEnd().split(/\r|\n/)).toHaveLength(1);
  });

  it('shows no secret: not by the names of fields, not of a Secret, not in what a driver adds to its errors', () => {
    const driverError = Object.assign(new pg.DatabaseError('duplicate key', 10, 'error'), {
      code: '23505',
      detail: 'Key (hash)=(canary) already exists.',
      where: 'canary',
    });
    const error = new PatchbayError('INTERNAL', 'It failed.', { cause: driverError });
    const line = written({
      error,
      token: 'canary',
      nested: { access_token: 'canary', deeper: { authorization: 'Bearer canary' } },
      databaseUrl: new Secret('postgresql://canary'),
    });
    expect(line).not.toContain('canary');
    expect(JSON.parse(line)).toMatchObject({
      error: {
        name: 'PatchbayError',
        code: 'INTERNAL',
        message: 'It failed.',
        cause: { code: '23505', message: 'duplicate key' },
      },
      token: '[redacted]',
      nested: { access_token: '[redacted]', deeper: { authorization: '[redacted]' } },
      databaseUrl: '[redacted]',
    });
  });
});
