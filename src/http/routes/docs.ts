import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PatchbayError } from '../../errors.ts';
import { docsOperations } from '../contract/operations/docs.ts';
import { readDemo } from '../reference/demo.ts';
import { referencePage, referencePolicy, referenceStart } from '../reference/page.ts';

export interface ReferenceOptions {
  /** Where the build put `scalar.js.gz`. */
  readonly folder: string;
  /** A demo's file whose key and account are filled in for who comes from this machine. */
  readonly demoFile?: string;
}

/** `/docs`, without a key: a reference page of openapi.json that asks nobody but this server. */
export function docsRoutes(app: FastifyInstance, { folder, demoFile }: ReferenceOptions): void {
  let script: Promise<Buffer> | undefined;
  app.get('/docs', { config: { contract: docsOperations.page } }, (_, reply) =>
    sendPart(reply, 'text/html; charset=utf-8', referencePage),
  );
  app.get('/docs/start.js', { config: { contract: docsOperations.start } }, (_, reply) =>
    sendPart(reply, 'text/javascript; charset=utf-8', referenceStart),
  );
  app.get('/docs/scalar.js', { config: { contract: docsOperations.script } }, async (request, reply) => {
    script ??= readScript(folder);
    const packed = await script;
    const isPacked = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    reply.headers({ 'cache-control': 'private, max-age=3600', vary: 'Accept-Encoding' });
    if (isPacked) reply.header('content-encoding', 'gzip');
    return reply.type('text/javascript; charset=utf-8').send(isPacked ? packed : gunzipSync(packed));
  });
  app.get('/docs/demo.json', { config: { contract: docsOperations.demo } }, request =>
    demoFile === undefined || !isFromHere(request) ? {} : readDemo(demoFile),
  );
}

function sendPart(reply: FastifyReply, type: string, text: string): FastifyReply {
  return reply
    .type(type)
    .headers({
      'content-security-policy': referencePolicy,
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    })
    .send(text);
}

async function readScript(folder: string): Promise<Buffer> {
  const file = join(folder, 'scalar.js.gz');
  return readFile(file).catch((error: unknown) => {
    throw new PatchbayError('INTERNAL', `${file} cannot be read; npm run build makes it.`, { cause: error });
  });
}

/** Asked for by a name of this machine: another name may have been pointed here by a stranger's page. */
function isFromHere({ headers }: FastifyRequest): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(headers.host ?? '');
}
