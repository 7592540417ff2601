import { destination, pino, type DestinationStream } from 'pino';

import type { LogLevel } from '../config/variables.ts';
import type { Log } from '../engine/ports.ts';

/** Fields that never belong into a line, wherever somebody puts them. */
const secretFields = [
  'access_token',
  'api_key',
  'authorization',
  'client_secret',
  'cookie',
  'password',
  'refresh_token',
  'secret',
  'token',
];

/**
 * A log of JSON lines, one an event, on standard output or the given stream. Errors in `error` keep name, code, message,
 * stack and causes; the other properties of a driver's error (`detail` quotes rows) are left out.
 */
export function createLog(level: LogLevel, stream: DestinationStream = standardOutput()): Log {
  const options = {
    level,
    base: { pid: process.pid },
    messageKey: 'message',
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: (value: unknown) => describeError(value, 0) },
    redact: { paths: secretFields.flatMap(name => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
  };
  const logger = pino(options, stream);
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
}

/** Written at once and in order: the last lines before a crash are the ones that matter. */
function standardOutput(): DestinationStream {
  return destination({ dest: 1, sync: true });
}

const maxCauses = 5;

function describeError(value: unknown, depth: number): unknown {
  if (!(value instanceof Error)) return typeof value === 'string' ? value : typeof value;
  return {
    name: value.name,
    ...('code' in value && typeof value.code === 'string' ? { code: value.code } : {}),
    message: value.message,
    stack: value.stack,
    ...(value.cause !== undefined && depth < maxCauses ? { cause: describeError(value.cause, depth + 1) } : {}),
  };
}
