import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { outliveForgottenFailures } from '../../src/start/last-resort.ts';
import { recordingLog } from '../support/log.ts';

it('writes a failure that nobody waited for into the log, and lets the process live', () => {
  const source = new EventEmitter();
  const log = recordingLog();
  outliveForgottenFailures(source, log);
  const error = new Error('lost');
  source.emit('unhandledRejection', error);
  expect(log.lines).toEqual([
    { level: 'error', fields: { error }, message: 'a failure that nobody waited for; please report it' },
  ]);
});
