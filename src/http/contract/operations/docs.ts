import { jsonAnswer, type Operation, type OperationAnswer } from '../operation.ts';
import { closed, text } from '../schemas/closed.ts';

const tag = 'Server';

const part = (description: string, mediaType: string): OperationAnswer => ({
  description,
  content: { [mediaType]: { schema: { type: 'string' } } },
});

/** The reference page and its parts. */
export const docsOperations = {
  page: {
    id: 'getReference',
    tag,
    keyless: 'keyless',
    summary: 'A page for people that shows this document.',
    answers: { 200: part('The page.', 'text/html') },
  },
  start: {
    id: 'getReferenceStart',
    tag,
    keyless: 'keyless',
    summary: 'The script that starts that page.',
    answers: { 200: part('The script.', 'text/javascript') },
  },
  script: {
    id: 'getReferenceScript',
    tag,
    keyless: 'keyless',
    summary: 'The script that shows the document.',
    answers: { 200: part('The script.', 'text/javascript') },
  },
  demo: {
    id: 'getReferenceDemo',
    tag,
    keyless: 'keyless',
    summary: 'What a demo fills in on that page; nothing anywhere else.',
    answers: { 200: jsonAnswer('Key and account of the demo.', closed({ 'key?': text(), 'account?': text() })) },
  },
} satisfies Record<string, Operation>;
