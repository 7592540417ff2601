import type { FaultFacts } from './fault.ts';

/** One line per code of the language, in the reader's words. `{token}`, `{value}`, `{value2}`, `{index}`, `{type}` are filled in. */
const messages: Readonly<Record<string, string>> = {
  S0101: 'A string is not closed; add the matching quote',
  S0102: 'The number {token} is out of range',
  S0103: 'There is no escape sequence \\{token}',
  S0104: 'After \\u come four hexadecimal digits',
  S0105: 'A quoted name is not closed; add the backtick',
  S0106: 'A comment is not closed; add */',
  S0201: 'Did not expect {token} here',
  S0202: 'Expected {value} instead of {token}',
  S0203: 'Expected {value} before the end of the expression',
  S0204: 'There is no operator {token}',
  S0205: 'Did not expect {token} here',
  S0206: 'Did not expect {token} here',
  S0207: 'The expression ends too early',
  S0208: 'Parameter {value} of a function has to be a variable such as $x',
  S0209: 'A predicate cannot follow a grouping',
  S0210: 'A step can have only one grouping',
  S0211: '{token} cannot stand before a value',
  S0212: 'The left side of := has to be a variable such as $x',
  S0213: 'The literal {value} cannot be a step of a path',
  S0214: 'The right side of {token} has to be a variable such as $x',
  S0215: 'A binding with @ has to come before the predicates of its step',
  S0216: 'A binding with @ has to come before the sort of its step',
  S0217: 'There is no parent that % could mean here',
  S0301: 'A regular expression cannot be empty',
  S0302: 'A regular expression is not closed; add /',
  S0303: 'The regular expression is not valid: {value}',
  S0304: 'The regular expression uses {value}, which is not available',
  S0500: 'The expression is too large',
  S0401: 'Only functions and arrays take a type parameter in a signature',
  S0402: 'A choice of types cannot hold a type parameter',
  S0403: 'The signature is not valid: {value}',
  T0410: 'Argument {index} of {token} has the wrong type',
  T0411: 'The context value has the wrong type for argument {index} of {token}',
  T0412: 'Argument {index} of {token} has to be an array of {type}',
  D1001: 'The number {value} is out of range',
  D1002: 'Cannot negate {value}, which is not a number',
  T1003: 'The key of an object has to be a string, not {value}',
  D1004: 'The regular expression {value} matches an empty string and would never end',
  T1005: '{token} is not a function. Did you mean ${token}?',
  T1006: '{token} is not a function',
  T1007: '{token} is not a function. Did you mean ${token}?',
  T1008: '{token} is not a function',
  D1009: 'Two keys of the object have the same value {value}',
  T1010: 'The function given to {token} as a pattern does not return a match',
  T2001: 'The left side of {token} has to be a number, not {value}',
  T2002: 'The right side of {token} has to be a number, not {value}',
  T2003: 'The left side of .. has to be an integer, not {value}',
  T2004: 'The right side of .. has to be an integer, not {value}',
  T2006: 'The right side of ~> has to be a function, not {value}',
  T2007: 'Cannot order {value} and {value2}: they are of different types',
  T2008: 'Can only order by strings and numbers, not by {value}',
  T2009: 'Cannot compare {value} and {value2} with {token}: they are of different types',
  T2010: 'Can only compare strings and numbers with {token}, not {value}',
  T2011: 'The update of a transform has to be an object, not {value}',
  T2012: 'The deletion of a transform has to be a string or strings, not {value}',
  T2013: 'A transform needs $clone, which is bound to something else here',
  D2014: 'A range of {value} numbers is too long',
  D3001: 'Cannot write {value} as a string',
  D3010: 'The pattern of $replace cannot be empty',
  D3011: 'The limit of $replace cannot be negative',
  D3012: 'The replacement function has to return a string, not {value}',
  D3020: 'The limit of $split cannot be negative',
  D3030: 'Cannot read {value} as a number',
  D3040: 'The limit of $match cannot be negative',
  D3050: 'The function given to $reduce needs at least two parameters',
  D3060: 'There is no square root of {value}',
  D3061: 'The power of {value} to {value2} is out of range',
  D3070: '$sort without a function takes only numbers or only strings',
  D3080: 'A number picture has at most two parts',
  D3081: 'A number picture has at most one decimal separator',
  D3082: 'A number picture has at most one percent sign',
  D3083: 'A number picture has at most one per-mille sign',
  D3084: 'A number picture cannot have both percent and per-mille',
  D3085: 'A number picture needs at least one digit',
  D3086: 'A number picture cannot have other characters between its digits',
  D3087: 'A grouping separator cannot stand beside the decimal separator',
  D3088: 'The integer part of a number picture cannot end with a grouping separator',
  D3089: 'Two grouping separators cannot stand side by side',
  D3090: 'In the integer part, optional digits come before mandatory ones',
  D3091: 'In the fraction, mandatory digits come before optional ones',
  D3092: 'A number picture with percent or per-mille cannot have an exponent',
  D3093: 'The exponent of a number picture has only mandatory digits',
  D3100: 'The base has to be between 2 and 36, not {value}',
  D3110: 'Not an ISO 8601 time: {value}',
  D3130: 'Numbering by {value} is not available',
  D3131: 'All digits of a picture have to come from the same script',
  D3132: 'There is no time component {value}',
  D3133: 'The component {value} has no names; only months and days have',
  D3134: 'A time zone has at most four digits',
  D3135: 'A time picture has an unclosed [',
  D3136: 'The time picture lacks a component that is needed to read a time',
  D3137: '$error was called',
  D3138: '$single found more than one match',
  D3139: '$single found no match',
  D3140: 'Not a well-formed URL: {value}',
  D3141: '$assert failed',
  D4001: 'Not a time in seconds: {value}',
  D4002: 'Not a time in milliseconds: {value}',
  D4003: '{value} does not match the pattern as a whole',
  D4004: 'The value is nested too deeply',
  D4005: 'The result is a function; call it with (…)',
  D4006: 'There is no resource {value} in this integration',
  D4007: 'The mapping has no values for {value}',
  D4008: '$toMarkdown knows no dialect {value}; there are: {type}',
  D4009: '$toHtml knows no element {value} for code; there are: {type}',
};

/** The message of a code with its facts filled in. */
export function faultMessage(code: string, token: string | undefined, facts: FaultFacts): string {
  const template = messages[code] ?? 'The expression failed';
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'token') return token === undefined || token === '' ? 'this' : token;
    if (name === 'index') return String(facts.index);
    if (name === 'type') return facts.type ?? 'the right type';
    if (name === 'value2') return brief(facts.value2);
    return brief(facts.value);
  });
}

function brief(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(typeof value === 'string' ? value.slice(0, 100) : value);
  return text.length > 80 ? `${text.slice(0, 77)}…"` : text;
}
