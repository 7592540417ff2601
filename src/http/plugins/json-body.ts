import type { FastifyInstance } from 'fastify';
import { PatchbayError } from '../../errors.ts';

/** Bytes of a request body. */
export const maxBodyBytes = 1024 * 1024;
const maxDepth = 64;

/** Bodies are JSON and nothing else, without prototype keys, at most 64 levels deep. */
export function addJsonBody(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string', bodyLimit: maxBodyBytes },
    (request, text, done) => {
      if (isDeeperThan(text, maxDepth)) {
        done(new PatchbayError('REQUEST_INVALID', `The body is nested deeper than ${maxDepth} levels.`));
        return;
      }
      // The framework types the parser as returning a promise or nothing; it reports through `done`.
      void parse(request, text, done);
    },
  );
}

/** Counts brackets outside of texts, so that hostile nesting never becomes a value. */
function isDeeperThan(text: string, levels: number): boolean {
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (isInText) {
      if (character === backslash) index++;
      else if (character === quote) isInText = false;
    } else if (character === quote) isInText = true;
    else if (character === openBrace || character === openBracket) {
      if (++depth > levels) return true;
    } else if (character === closeBrace || character === closeBracket) depth--;
  }
  return false;
}

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];
