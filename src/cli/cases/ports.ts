import type { Clock, CredentialProperties, Dispatcher, Log, Ports } from '../../engine/ports.ts';
import { createLimiter } from '../../engine/transport/rates/limiter.ts';

const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** What the engine of a case lives on: given credentials and facts of the app, and time that passes by waiting alone. */
export function casePorts(given: {
  readonly dispatcher: Dispatcher;
  readonly credentials: Readonly<Record<string, CredentialProperties>>;
  readonly app: Readonly<Record<string, string | number | boolean>>;
}): Ports {
  const clock = createPatientClock();
  return {
    dispatcher: given.dispatcher,
    credentials: {
      read: (_, name) => Promise.resolve(given.credentials[name] ?? {}),
      renew: () => Promise.resolve(undefined),
      refused: () => Promise.resolve(),
    },
    apps: { facts: () => given.app },
    limiter: createLimiter(clock),
    clock,
    log: silentLog,
    cursorSecret: new Uint8Array(32).fill(7),
    // The same in every run, so that a case can write down what is made of it.
    randomBytes: size => new Uint8Array(size),
  };
}

function createPatientClock(): Clock {
  let passedMs = 0;
  return {
    nowMs: () => 1_766_458_026_000 + passedMs,
    monotonicMs: () => passedMs,
    sleep: ms => {
      passedMs += ms;
      return Promise.resolve();
    },
  };
}
