import { describe, expect, it } from 'vitest';
import { deskFiles } from '../../../support/desk-files.ts';
import { paperFiles } from '../../../support/desk-papers.ts';
import { rendered } from '../support/rendered.ts';

type Changes = readonly (readonly [before: string, after: string])[];

const base = { ...deskFiles, ...paperFiles };
const native = 'integrations/desk/native/papers.yaml';
const unified = 'integrations/desk/unified/talk/papers.yaml';

describe('mistakes in an endpoint that answers a file', () => {
  it.each<[string, Changes, string]>([
    [
      'a given address without the word that it is a file, which its caller is told of too',
      [['linked: { get: given, accept: binary, attach: true }', 'linked: { get: given, attach: true }']],
      `integrations/desk/native/papers.yaml:4:13 error DEFINITION_INVALID
  \`papers.linked\` takes a given address, which only files have.
  4 |   linked: { get: given, attach: true }
    |             ^
  hint: Write \`get: given\` and \`accept: binary\`.

integrations/desk/unified/talk/papers.yaml:6:50 error DEFINITION_INVALID
  \`papers.linked\` answers records, not a file.
  6 |     - { id: linked, when: "$exists(link)", call: papers.linked, url: link }
    |                                                  ^
  hint: Call an endpoint with \`accept: binary\`.

integrations/desk/unified/talk/papers.yaml:6:65 error DEFINITION_INVALID
  The endpoint has a path of its own.
  6 |     - { id: linked, when: "$exists(link)", call: papers.linked, url: link }
    |                                                                 ^
  hint: Remove \`url\`.`,
    ],
    [
      'a given address that is written to',
      [['linked: { get: given', 'linked: { post: given']],
      `integrations/desk/native/papers.yaml:4:13 error DEFINITION_INVALID
  \`papers.linked\` takes a given address, which only files have.
  4 |   linked: { post: given, accept: binary, attach: true }
    |             ^
  hint: Write \`get: given\` and \`accept: binary\`.`,
    ],
    [
      'a given address that does not say where the credential goes',
      [['accept: binary, attach: true', 'accept: binary']],
      `integrations/desk/native/papers.yaml:4:13 error DEFINITION_INVALID
  \`papers.linked\` does not say whether the credential goes along.
  4 |   linked: { get: given, accept: binary }
    |             ^
  hint: Add \`attach: true\`.`,
    ],
    [
      'a given address without the credential, which nobody has had yet',
      [['attach: true', 'attach: false']],
      `integrations/desk/native/papers.yaml:4:49 error DEFINITION_INVALID
  \`attach\` can only be \`true\`, not \`false\`.
  4 |   linked: { get: given, accept: binary, attach: false }
    |                                                 ^`,
    ],
    [
      'attach where the credential goes anyway',
      [['/bytes", accept: binary', '/bytes", accept: binary, attach: true']],
      `integrations/desk/native/papers.yaml:3:62 error DEFINITION_INVALID
  Only a \`given\` address is told to attach the credential.
  3 |   bytes: { get: "/papers/{{ paper }}/bytes", accept: binary, attach: true }
    |                                                              ^
  hint: Remove it: all others do.`,
    ],
    [
      'records in a file',
      [['/bytes", accept: binary', '/bytes", accept: binary, item: paper']],
      `integrations/desk/native/papers.yaml:3:62 error DEFINITION_INVALID
  \`papers.bytes\` answers a file, which holds no records.
  3 |   bytes: { get: "/papers/{{ paper }}/bytes", accept: binary, item: paper }
    |                                                              ^
  hint: Remove it.`,
    ],
    [
      'another kind of answer',
      [['/bytes", accept: binary', '/bytes", accept: text']],
      `integrations/desk/native/papers.yaml:3:54 error DEFINITION_INVALID
  \`accept\` can only be \`binary\`, not \`text\`.
  3 |   bytes: { get: "/papers/{{ paper }}/bytes", accept: text }
    |                                                      ^`,
    ],
  ])('are told of %s', (_, changes, text) => {
    expect(rendered(native, changes, base)).toBe(text);
  });
});

describe('mistakes in a method that answers a file', () => {
  it.each<[string, Changes, string]>([
    [
      'a get that would answer a file',
      [['call: papers.info', 'call: papers.bytes']],
      `integrations/desk/unified/talk/papers.yaml:3:14 error DEFINITION_INVALID
  \`papers.bytes\` answers a file, not records.
  3 | get: { call: papers.bytes }
    |              ^
  hint: Only a method with \`stream\` in the model may call it.`,
    ],
    [
      'a way that answers records',
      [['- { id: own, call: papers.bytes }', '- { id: own, call: papers.info }']],
      `integrations/desk/unified/talk/papers.yaml:7:24 error DEFINITION_INVALID
  \`papers.info\` answers records, not a file.
  7 |     - { id: own, call: papers.info }
    |                        ^
  hint: Call an endpoint with \`accept: binary\`.`,
    ],
    [
      'a way that leads nowhere',
      [['- { id: own, call: papers.bytes }', '- { id: own }']],
      `integrations/desk/unified/talk/papers.yaml:7:7 error DEFINITION_INVALID
  Nothing says where the file is.
  7 |     - { id: own }
    |       ^
  hint: Write \`call\` with an endpoint.`,
    ],
    [
      'a given address that is not given',
      [[', url: link', '']],
      `integrations/desk/unified/talk/papers.yaml:6:50 error DEFINITION_INVALID
  The endpoint takes a given address.
  6 |     - { id: linked, when: "$exists(link)", call: papers.linked }
    |                                                  ^
  hint: Write it as \`url\`.`,
    ],
    [
      'an address beside a path',
      [['call: papers.bytes', 'call: papers.bytes, url: link']],
      `integrations/desk/unified/talk/papers.yaml:7:38 error DEFINITION_INVALID
  The endpoint has a path of its own.
  7 |     - { id: own, call: papers.bytes, url: link }
    |                                      ^
  hint: Remove \`url\`.`,
    ],
    [
      'a key of ways that find records',
      [['call: papers.bytes', 'call: papers.bytes, pick: title = "a"']],
      `integrations/desk/unified/talk/papers.yaml:7:38 error DEFINITION_INVALID
  \`pick\` has no meaning for a file.
  7 |     - { id: own, call: papers.bytes, pick: title = "a" }
    |                                      ^
  hint: Remove it.`,
    ],
  ])('are told of %s', (_, changes, text) => {
    expect(rendered(unified, changes, base)).toBe(text);
  });
});
