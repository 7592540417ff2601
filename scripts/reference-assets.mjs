// Takes Scalar's API reference, one self-contained script, out of its package into dist/reference, where the server finds
// it: so it is no dependency of a running server. The package has it only behind a route of its plugin.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import reference from '@scalar/fastify-api-reference';
import Fastify from 'fastify';

const app = Fastify();
await app.register(reference, { routePrefix: '/reference', configuration: { url: '/openapi.json' } });
const { statusCode, rawPayload } = await app.inject('/reference/js/scalar.js');
if (statusCode !== 200 || rawPayload.length < 1_000_000)
  throw new Error('The package of Scalar has no script any more.');
await app.close();

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'reference');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'scalar.js.gz'), gzipSync(rawPayload, { level: 9 }));
