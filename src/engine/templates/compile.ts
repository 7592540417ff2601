import { PatchbayError } from '../../errors.ts';
import { parseTemplate } from './liquid.ts';
import type { Interpolation, Part } from './liquid.ts';
import { place, refuseDotSegments, requireText } from './place.ts';
import type { Placement } from './place.ts';
import type { Template } from './template.ts';

type Scope = Readonly<Record<string, unknown>>;

export interface TemplateOptions {
  /** `path`: every value becomes one segment of a URL path; `raw`: as it is, for header values. */
  readonly encode: 'path' | 'raw';
  /** Names that may be read, top level. Absent: any. */
  readonly names?: ReadonlySet<string>;
  /**
   * `direct` (default) reads plain paths without the template library; `library` never does. Both give the same: tests
   * run one table over the two.
   */
  readonly reader?: 'direct' | 'library';
}

/**
 * A checked template: literals and `{{ path | filter }}`, nothing else (no tags, no files, no prototypes).
 * In a path `{{ x | segments }}` keeps `/` between encoded segments.
 *
 * @throws PatchbayError EXPRESSION_SYNTAX or EXPRESSION_INVALID (unknown name or filter), with `position` and `token`
 */
export function compileTemplate(source: string, options: TemplateOptions): Template {
  const parts = parseTemplate(source);
  for (const part of parts) {
    if (part.kind === 'literal') checkLiteral(part.text, part.position, options);
    else checkInterpolation(part, options);
  }
  const writers = parts.map(part => createWriter(part, source, options));
  const reads = new Set(parts.flatMap(part => (part.kind === 'literal' ? [] : part.reads)));
  return { source, reads: [...reads], render: createRender(writers, source, options) };
}

type Writer = string | ((scope: Scope) => string);

function createRender(writers: readonly Writer[], source: string, options: TemplateOptions): Template['render'] {
  const join = (scope: Scope): string => {
    let text = '';
    for (const writer of writers) text += typeof writer === 'string' ? writer : writer(scope);
    return text;
  };
  return options.encode === 'path' ? scope => refuseDotSegments(join(scope), source) : join;
}

function createWriter(part: Part, source: string, options: TemplateOptions): Writer {
  if (part.kind === 'literal') return part.text;
  const { path } = part;
  const written = part.plain ? path.join('.') : part.written;
  const placement: Placement = options.encode === 'path' && part.segments ? 'segments' : options.encode;
  if (part.plain && options.reader !== 'library') {
    return scope => place({ value: readPath(scope, path), placement, written, source });
  }
  return scope => {
    for (const required of part.required) {
      // Filters take nothing for an empty text, so a missing value is found before they run.
      requireText({ value: readPath(scope, required), placement, written: required.join('.'), source });
    }
    return place({ value: part.evaluate(scope), placement, written, source });
  };
}

/** Own properties only; nothing when a step is missing. */
function readPath(scope: Scope, path: readonly string[]): unknown {
  let value: unknown = scope;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

function checkInterpolation(part: Interpolation, options: TemplateOptions): void {
  const facts = { position: part.position, token: part.written };
  if (part.segments && options.encode === 'raw') {
    throw new PatchbayError(
      'EXPRESSION_SYNTAX',
      `"segments" has a meaning in paths only; remove it from \`${part.written}\`.`,
      facts,
    );
  }
  const { names } = options;
  const unknown = names === undefined ? undefined : part.reads.find(name => !names.has(name));
  if (unknown === undefined || names === undefined) return;
  const known = names.size === 0 ? 'no names are available here' : `there are ${[...names].join(', ')}`;
  throw new PatchbayError(
    'EXPRESSION_INVALID',
    `There is no "${unknown}" for \`{{ ${part.written} }}\`; ${known}.`,
    facts,
  );
}

function checkLiteral(text: string, position: number, options: TemplateOptions): void {
  const wrong = (options.encode === 'path' ? /[\s{}\\\u0000-\u001f\u007f]/ : /[\u0000-\u001f\u007f]/).exec(text);
  if (wrong === null) return;
  const token = wrong[0];
  const shown = JSON.stringify(token);
  const hint = token === '{' || token === '}' ? '; write {{ name }} for a value' : '';
  throw new PatchbayError(
    'EXPRESSION_SYNTAX',
    `The character ${shown} cannot stand in ${places[options.encode]}${hint}.`,
    {
      position: position + wrong.index,
      token,
    },
  );
}

const places = { path: 'a URL path', raw: 'a header value' } as const;
