import { loadConfig } from '../config.ts';
import { PatchbayError } from '../errors.ts';
import { createLog } from './log.ts';
import { outliveForgottenFailures } from './last-resort.ts';
import { stopSignal } from './stop-signal.ts';

const usage = `Usage:
  node dist/main.js                      serves the API
  node dist/main.js create-key <name>    makes an API key and prints it, this once
Both are configured by the environment; see docs/operating.md.`;

/** Does what the command line says; the exit code. A mistake of the operator is told in words, without a stack. */
export async function runCommand(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [command, name, ...rest] = args;
  try {
    if (command === undefined) return await serveUntilStopped(env);
    if (command === 'create-key' && name !== undefined && rest.length === 0) return await printNewKey(name, env);
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    console.error(`${error.code}: ${error.message}${causeOf(error)}`);
    return 1;
  }
  console.error(usage);
  return 2;
}

async function serveUntilStopped(env: NodeJS.ProcessEnv): Promise<number> {
  const config = loadConfig({ env });
  const log = createLog(config.logLevel);
  const stopped = stopSignal(log);
  outliveForgottenFailures(process, log);
  // Each command loads only its own rooms: a key is made without the engine and its libraries.
  const { serve } = await import('./serve.ts');
  const server = await serve(config, log);
  // A parent that forked us learns where we listen; others read it in the log.
  process.send?.({ event: 'server.ready', url: server.url });
  await stopped;
  await server.stop();
  log.info({}, 'stopped');
  return 0;
}

async function printNewKey(name: string, env: NodeJS.ProcessEnv): Promise<number> {
  const config = loadConfig({ env });
  const { createKey } = await import('./create-key.ts');
  // Standard output is for the key alone.
  const log = createLog(config.logLevel === 'debug' ? 'debug' : 'warn', process.stderr);
  console.log(await createKey(config, name, log));
  return 0;
}

/** The technical reason of a database that does not answer; its errors name hosts, never passwords. */
function causeOf(error: PatchbayError): string {
  const { cause } = error;
  return error.code === 'STORE_UNAVAILABLE' && cause instanceof Error ? ` (${cause.message})` : '';
}
