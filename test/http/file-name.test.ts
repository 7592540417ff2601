import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachmentNamed } from '../../src/http/file-name.ts';

describe('the name of a file in a header', () => {
  it.each([
    ['report.pdf', 'attachment; filename="report.pdf"'],
    ['plan ü.docx', `attachment; filename="plan _.docx"; filename*=UTF-8''plan%20%C3%BC.docx`],
    ['日本.txt', `attachment; filename="__.txt"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.txt`],
    ['say "hi" 100%.txt', `attachment; filename="say _hi_ 100_.txt"; filename*=UTF-8''say%20%22hi%22%20100%25.txt`],
    ['../../etc/passwd', 'attachment; filename=".._.._etc_passwd"'],
    ['C:\\a.exe', 'attachment; filename="C:_a.exe"'],
    ['a\r\nSet-Cookie: x=1.txt', 'attachment; filename="aSet-Cookie: x=1.txt"'],
    ['gpj.\u202eexe', 'attachment; filename="gpj.exe"'],
    ['..', 'attachment'],
    ['', 'attachment'],
    [undefined, 'attachment'],
  ])('%j is %s', (name, header) => {
    expect(attachmentNamed(name)).toBe(header);
  });

  it('keeps the extension of a long one', () => {
    expect(attachmentNamed(`${'a'.repeat(300)}.pdf`)).toBe(`attachment; filename="${'a'.repeat(196)}.pdf"`);
  });

  it('is one line of ASCII that ends where it should, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), name => {
        expect(attachmentNamed(name)).toMatch(
          /^attachment(; filename="[\x20\x21\x23-\x5b\x5d-\x7e]*"(; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]*)?)?$/,
        );
      }),
    );
  });
});
