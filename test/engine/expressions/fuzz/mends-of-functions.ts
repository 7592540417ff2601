import type { Mend } from './mend.ts';

/** Defects of the functions of the package. */
export const functionMends: readonly Mend[] = [
  {
    name: 'matcher',
    reason:
      'the interpreter crashes where the pattern of a call is missing (T1006), or a match of a function has none that follows it',
    edits: [
      {
        find: 'var result = matcher.apply(this, [str]);',
        replace: `if (mended('matcher') && matcher === undefined) {
            // A match may have none that follows it.
            if (str === undefined) return undefined;
            throw { code: 'T1006' };
        }
        var result = matcher.apply(this, [str]);`,
      },
    ],
  },
  {
    name: 'partial',
    reason: 'a partial application of the interpreter does not look at the types of what it is given',
    edits: [
      {
        find: 'result = partialApplyNativeFunction(proc.implementation, evaluatedArgs, environment);',
        replace: `result = partialApplyNativeFunction(
                mended('partial') ? checkedFunction(proc, input) : proc.implementation, evaluatedArgs, environment);`,
      },
    ],
  },
  {
    name: 'moment',
    reason: 'the interpreter writes NaN, or crashes, where a number is no time; ours refuses it (D4002)',
    edits: [
      {
        find: 'return formatDateTime.call(this, millis, picture, timezone);',
        replace: `if (mended('moment') && Number.isNaN(new Date(millis).getTime())) throw { code: 'D4002' };
        return formatDateTime.call(this, millis, picture, timezone);`,
      },
    ],
  },
  {
    name: 'grouping',
    reason: 'the interpreter writes the sign between groups of digits also where there are no digits',
    edits: [
      {
        find: 'pic.integerPartGroupingPositions.forEach(function (pos) {',
        replace: `const digits = decimalPos;
            pic.integerPartGroupingPositions.forEach(function (pos) {
                if (mended('grouping') && pos >= digits) return;`,
      },
    ],
  },
  {
    name: 'picture',
    reason:
      'the interpreter crashes without a picture of an integer, writes Roman numbers of any length, and takes letters and signs of a number for digits',
    edits: [
      {
        find: 'return String.fromCodePoint(code.codePointAt(0) + format.zeroCode - 0x30);',
        replace: `if (mended('picture') && !/[0-9]/.test(code)) return code;
                        return String.fromCodePoint(code.codePointAt(0) + format.zeroCode - 0x30);`,
      },
      {
        find: 'const format = analyseIntegerPicture(picture);\n        return _formatInteger(value, format);',
        replace: `if (mended('picture') && picture === undefined) throw { code: 'D3130' };
        const format = analyseIntegerPicture(picture);
        return _formatInteger(value, format);`,
      },
      {
        find: 'function decimalToRoman(value) {',
        replace: `function decimalToRoman(value) {
        if (mended('picture') && value > 1_000_000) throw { code: 'D3130' };`,
      },
    ],
  },
  {
    name: 'replace',
    reason: 'the interpreter writes "undefined", or the text of a function, where a replacement is no text, or crashes',
    edits: [
      {
        find: 'result += replacement;',
        replace: `result += mended('replace') && typeof replacement !== 'string'
                        ? await replaced(replacement, self, pattern, index)
                        : replacement;`,
      },
      {
        find: 'var replacedWith = replacer.apply(self, [matches]);',
        replace: `if (mended('replace') && replacer === undefined) throw { code: 'T1006' };
                        var replacedWith = replacer.apply(self, [matches]);`,
      },
    ],
  },
];
