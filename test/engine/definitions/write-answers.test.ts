import { describe, expect, it } from 'vitest';
import { loadFromFiles } from '../../../src/engine/definitions/load.ts';
import { deskFiles } from '../../support/desk-files.ts';

const notes = 'integrations/desk/unified/talk/notes.yaml';
const model = 'unified-models/talk/notes.yaml';

/** Problems of the definition with one text of one file replaced. */
function problemsWith(file: string, from: string, to: string): readonly string[] {
  const text = deskFiles[file] ?? '';
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  const { problems } = loadFromFiles(new Map(Object.entries({ ...deskFiles, [file]: text.replace(from, to) })));
  return problems.map(({ code, message, hint }) => `${code} ${message} ${hint ?? ''}`.trim());
}

describe('what a write answers with', () => {
  it.each([
    [
      notes,
      'get: { call: notes.info }',
      'get: { call: notes.info, then: get }',
      'DEFINITION_INVALID `then` has no meaning for get. Remove it.',
    ],
    [
      notes,
      'delete: { call: notes.remove }',
      'delete: { call: notes.remove, answer: none }',
      'DEFINITION_INVALID `answer` has no meaning for delete. Remove it.',
    ],
    [
      notes,
      '  then: get\ndelete',
      '  then: get\n  answer: none\ndelete',
      'DEFINITION_INVALID `then` and `answer` both say what is answered. Keep one of them.',
    ],
    [
      notes,
      '  body: { room: $room, content: $body.text }',
      '  body: { room: $room, content: $body.text }\n  answer: none',
      'DEFINITION_INVALID What was created would have no id. Remove it, or write `then: get`.',
    ],
    [
      model,
      'delete: { description: Removes a note. }',
      'delete: { description: Removes a note., on: collection }',
      'DEFINITION_INVALID `on` has no meaning for delete. Remove it: delete is what it is in every model.',
    ],
  ])('is checked when %s says %s otherwise: %s', (file, from, to, problem) => {
    expect(problemsWith(file, from, to)).toContain(problem);
  });

  it('cannot be the record read again where it cannot be read', () => {
    const problems = problemsWith(notes, 'get: { call: notes.info }', 'get: { unsupported: Nobody may. }');
    expect(problems).toEqual([
      'DEFINITION_INVALID notes has no `get` to read the record by. Write one.',
      'DEFINITION_INVALID notes has no `get` to read the record by. Write one.',
    ]);
  });
});
