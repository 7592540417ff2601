import type { FastifyInstance } from 'fastify';
import { maxBodyBytes } from './json-body.ts';

/** Bodies of these routes are bytes of any media type, or none, up to the limit of every other body. */
export function addAnyBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer', bodyLimit: maxBodyBytes }, (_, bytes, done) =>
    done(null, bytes),
  );
}
