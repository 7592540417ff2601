import type { Operation, Parameter, Schema } from './operation.ts';
import { accountParameter } from './parameters.ts';

const rangeParameters: readonly Parameter[] = [
  {
    name: 'Range',
    in: 'header',
    description:
      'One range of its bytes, where the provider gives ranges: `bytes=0-1023`. Anything else asks for the whole.',
    schema: { type: 'string' },
  },
  {
    name: 'If-Range',
    in: 'header',
    description: 'The range counts only while the file is still this version of an `ETag` or `Last-Modified`.',
    schema: { type: 'string' },
  },
];

const bytes: Schema = { type: 'string', format: 'binary' };
const fileHeaders = ['Content-Disposition', 'Accept-Ranges', 'ETag', 'Last-Modified'];

/** What a method that answers a file promises. */
export function fileOperation(named: Pick<Operation, 'id' | 'tag' | 'summary' | 'description'>): Operation {
  const content = { '*/*': { schema: bytes } };
  return {
    ...named,
    parameters: [accountParameter, ...rangeParameters],
    refuses: 'itself',
    answers: {
      200: { description: 'The file, in its own media type.', content, headers: fileHeaders },
      206: { description: 'The range.', content, headers: [...fileHeaders, 'Content-Range'] },
      302: { description: 'A link that needs no credential.', headers: ['Location'] },
      416: { description: 'The range is outside of the file.', headers: ['Content-Range'] },
    },
    stages: ['account', 'ids', 'exchange', 'answer', 'refusals', 'parameters', 'pages'],
  };
}
