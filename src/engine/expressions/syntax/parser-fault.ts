import { faultAt, type Fault } from '../fault.ts';
import { roughTokens, type RoughToken } from './rough-tokens.ts';

/** What the package's parser throws. */
interface ParserError {
  readonly code?: unknown;
  readonly position?: unknown;
  readonly token?: unknown;
  readonly value?: unknown;
}

/** A token longer than this is told by its beginning. */
const maxToken = 40;

/**
 * The fault for an error of the package's parser. The parser counts to the end of a token and names values without their
 * quotes or not at all; the fault has the place where the token begins, and the token as it is written.
 */
export function parserFault(error: unknown, source: string): Fault {
  if (error instanceof RangeError) {
    return faultAt(0, '', 'S0500', { message: 'The expression is too large: it is nested too deeply' });
  }
  if (error instanceof SyntaxError) {
    return faultAt(0, '', 'S0303', { value: error.message.replace('Invalid regular expression: ', '') });
  }
  if (typeof error !== 'object' || error === null) return faultAt(0, '', 'S0500');
  const { position, token, value, ...rest }: ParserError = error;
  const code = String(rest.code ?? 'S0206');
  const end = typeof position === 'number' ? Math.min(position, source.length) : source.length;
  const named = typeof token === 'string' && token !== '(end)' ? token : '';
  const { start, text } = writtenToken(source, code, end, named);
  return faultAt(start, text, code, { value });
}

/** The tokens of a source before an offset, as far as they can be told without parsing. */
export function tokensBefore(source: string, end: number): readonly RoughToken[] {
  const tokens: RoughToken[] = [];
  const isAfterValue = (): boolean => {
    const kind = tokens[tokens.length - 1]?.kind;
    return kind === 'value' || kind === 'close';
  };
  for (const token of roughTokens(source, isAfterValue)) {
    if (token.position >= end) break;
    tokens.push(token);
  }
  return tokens;
}

/** A token, or its beginning where it is long or goes over several lines. */
export function briefToken(source: string, start: number, end: number): string {
  const [line = ''] = source.slice(start, end).split('\n', 1);
  const isWhole = line.length === end - start && line.length <= maxToken;
  return isWhole ? line : `${line.slice(0, maxToken)}…`;
}

interface Written {
  readonly start: number;
  readonly text: string;
}

/** These are met at the end of the text, or tell the place of a sign within a token. */
const exactCodes = new Set(['S0203', 'S0207', 'S0103', 'S0104', 'S0106']);

function writtenToken(source: string, code: string, end: number, named: string): Written {
  if (exactCodes.has(code)) return { start: end, text: named };
  const tokens = tokensBefore(source, end);
  if (code === 'S0214') {
    // What is wrong is to its right, and the message names the sign.
    const sign = tokens.findLast(token => source.startsWith(named, token.position));
    return { start: sign?.position ?? end, text: named };
  }
  const isAsWritten = named !== '' && source.slice(end - named.length, end) === named;
  const last = tokens[tokens.length - 1];
  if (last === undefined) return { start: end, text: named };
  // Signs of two characters are two tokens here.
  if (isAsWritten && last.kind !== 'value') return { start: end - named.length, text: named };
  if (Math.min(last.end, source.length) === end) {
    return { start: last.position, text: briefToken(source, last.position, end) };
  }
  return isAsWritten ? { start: end - named.length, text: named } : { start: end, text: named };
}
