import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { openApi, type Api } from './api.ts';

/** A client whose key works: the remembered one, or a new one made by the product's own command. */
export async function ensureApi(
  url: string,
  remembered: string | undefined,
  server: { readonly script: string; readonly env: NodeJS.ProcessEnv },
): Promise<Api> {
  if (remembered !== undefined) {
    const api = openApi(url, remembered);
    if ((await api.call('GET', '/integrated-accounts?limit=1')).status === 200) return api;
  }
  const command = [server.script, 'create-key', 'demo'];
  const { stdout } = await promisify(execFile)(process.execPath, command, { env: server.env, timeout: 30_000 });
  return openApi(url, stdout.trim());
}
