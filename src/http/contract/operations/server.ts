import { jsonAnswer, type Operation } from '../operation.ts';
import { closed, text } from '../schemas/closed.ts';

const tag = 'Server';

/** The server itself. */
export const serverOperations = {
  live: {
    id: 'getLiveness',
    tag,
    keyless: 'keyless',
    summary: 'Whether the process lives.',
    answers: { 200: jsonAnswer('It does.', closed({ status: text(undefined, ['ok']) })) },
  },
  ready: {
    id: 'getReadiness',
    tag,
    keyless: 'keyless',
    summary: 'Whether it should be sent calls.',
    answers: { 200: jsonAnswer('It should.', closed({ status: text(undefined, ['ready']) })) },
    stages: ['store', 'drain'],
  },
  openapi: {
    id: 'getOpenapi',
    tag,
    keyless: 'keyless',
    summary: 'This document.',
    parameters: [
      {
        name: 'If-None-Match',
        in: 'header',
        description: 'The ETag of the document you have.',
        schema: { type: 'string' },
      },
    ],
    answers: {
      200: { ...jsonAnswer('OpenAPI 3.1.', { type: 'object' }), headers: ['ETag'] },
      304: { description: 'The one you have is still good.', headers: ['ETag'] },
    },
  },
} satisfies Record<string, Operation>;
