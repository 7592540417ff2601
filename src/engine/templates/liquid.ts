import { Liquid, Output, Tokenizer, TypeGuards } from 'liquidjs';
import type { Filter, LiquidError, Template as LiquidTemplate } from 'liquidjs';
import { PatchbayError } from '../../errors.ts';

type Scope = Readonly<Record<string, unknown>>;

/** A template taken apart: text that stands as it is, and values to put in between. */
export type Part = { readonly kind: 'literal'; readonly text: string; readonly position: number } | Interpolation;

export interface Interpolation {
  readonly kind: 'interpolation';
  /** As written between the braces. */
  readonly written: string;
  readonly position: number;
  /** Path of the value before the filters. */
  readonly path: readonly string[];
  /** Paths that must have a value: the value itself unless `default` comes first, and every path in a filter's arguments. */
  readonly required: readonly (readonly string[])[];
  /** Roots of all paths it reads. */
  readonly reads: readonly string[];
  /** Ends in the filter `segments`. */
  readonly segments: boolean;
  /** No filter but `segments`: a reader of `path` gives the same as `evaluate`. */
  readonly plain: boolean;
  /** The value after the filters, by the template library. */
  evaluate(scope: Scope): unknown;
}

/** The filters there are, each with the least and the greatest number of arguments. */
export const templateFilters: Readonly<Record<string, readonly [number, number]>> = {
  append: [1, 1],
  base64_encode: [0, 0],
  default: [1, 1],
  downcase: [0, 0],
  prepend: [1, 1],
  remove: [1, 1],
  replace: [2, 2],
  segments: [0, 0],
  slice: [1, 2],
  strip: [0, 0],
  upcase: [0, 0],
};

/** Characters of one template, and roughly of what its filters may make. */
export const maxTemplateLength = 8_192;
const maxRenderMs = 50;

/**
 * Takes a template apart with the template library.
 *
 * @throws PatchbayError EXPRESSION_SYNTAX for what is not `{{ path | filter }}`, EXPRESSION_INVALID for an unknown filter;
 *   with `position` and `token`
 */
export function parseTemplate(source: string): readonly Part[] {
  if (source.length > maxTemplateLength) {
    throw syntax(
      `The template has ${source.length} characters; at most ${maxTemplateLength} are allowed.`,
      0,
      source.slice(0, 20),
    );
  }
  shared ??= createLiquid();
  const liquid = shared;
  return readTemplates(liquid, source).map(template => toPart(liquid, template, source));
}

/** Made with the first template: its filters and tags are the same for all. */
let shared: Liquid | undefined;

function createLiquid(): Liquid {
  const liquid = new Liquid({
    templates: {},
    dynamicPartials: false,
    relativeReference: false,
    ownPropertyOnly: true,
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    keepOutputType: true,
    parseLimit: maxTemplateLength,
    renderLimit: maxRenderMs,
    memoryLimit: maxTemplateLength * 8,
  });
  for (const tag of Object.keys(liquid.tags)) Reflect.deleteProperty(liquid.tags, tag);
  for (const filter of Object.keys(liquid.filters)) {
    if (!Object.hasOwn(templateFilters, filter)) liquid.unregisterFilter(filter);
  }
  liquid.registerFilter('segments', (value: unknown) => value);
  return liquid;
}

function readTemplates(liquid: Liquid, source: string): readonly LiquidTemplate[] {
  try {
    return liquid.parse(source);
  } catch (error) {
    if (!isLiquidError(error)) throw error;
    const { begin, input, end } = error.token;
    const token = input.slice(begin, end);
    if (TypeGuards.isTagToken(error.token)) {
      throw syntax(
        `Tags such as \`${token}\` are not available in templates; only {{ path | filter }} is.`,
        begin,
        token,
      );
    }
    const reason = error.originalError?.message ?? error.message.replace(/, line:\d+, col:\d+$/, '');
    const unknown = /^undefined filter: (.*)$/.exec(reason);
    if (unknown) throw unknownFilter(unknown[1] ?? '', begin, token);
    throw syntax(`The template cannot be read: ${reason}. Write {{ path | filter }}.`, begin, token);
  }
}

function toPart(liquid: Liquid, template: LiquidTemplate, source: string): Part {
  const { token } = template;
  if (TypeGuards.isHTMLToken(token)) return { kind: 'literal', text: token.getContent(), position: token.begin };
  if (!(template instanceof Output))
    throw syntax('Only {{ path | filter }} is available in templates.', token.begin, source);
  return toInterpolation(liquid, template);
}

function toInterpolation(liquid: Liquid, output: Output): Interpolation {
  const { begin, end, input } = output.token;
  const whole = input.slice(begin, end);
  const { filters } = output.value;
  for (const filter of filters) checkFilter(filter, begin, whole);
  if (filters.slice(0, -1).some(filter => filter.name === 'segments')) {
    throw syntax(`"segments" must be the last filter in \`${whole}\`.`, begin, whole);
  }
  const path = readPath(output, begin, whole);
  checkNothingFollows(output, begin, whole);
  const paths = liquid.variableSegmentsSync([output]).map(segments => segments.map(String));
  const joined = path.join('.');
  const optional = filters[0]?.name === 'default';
  return {
    kind: 'interpolation',
    written: whole.replace(/^\{\{-?|-?\}\}$/g, '').trim(),
    position: begin,
    path,
    required: optional ? paths.filter(candidate => candidate.join('.') !== joined) : paths,
    reads: paths.map(candidate => candidate[0] ?? ''),
    segments: filters.at(-1)?.name === 'segments',
    plain: filters.every(filter => filter.name === 'segments'),
    evaluate: scope => evaluate(liquid, output, scope),
  };
}

/** The dotted path before the filters; anything else (literals, operators, ranges, indexes) is refused. */
function readPath(output: Output, position: number, whole: string): readonly string[] {
  const [token, ...others] = output.value.initial.postfix;
  if (
    token !== undefined &&
    others.length === 0 &&
    TypeGuards.isPropertyAccessToken(token) &&
    token.variable === undefined
  ) {
    const names = token.props.map(prop => (TypeGuards.isWordToken(prop) ? prop.content : undefined));
    if (names.every(name => name !== undefined)) return names;
  }
  throw syntax(`\`${whole}\` does not begin with a dotted path such as {{ account.team_id }}.`, position, whole);
}

/** The library stops in silence at a comma or a closing bracket after the value. */
function checkNothingFollows(output: Output, position: number, whole: string): void {
  const { input, contentRange } = output.token;
  const read = new Tokenizer(input, undefined, undefined, contentRange).readFilteredValue();
  const rest = input.slice(read.end, contentRange[1]).trim();
  if (rest !== '')
    throw syntax(`\`${rest}\` in \`${whole}\` is not understood; write {{ path | filter }}.`, position, whole);
}

function checkFilter(filter: Filter, position: number, whole: string): void {
  const { name, args } = filter;
  const given = args.length;
  const bounds = Object.hasOwn(templateFilters, name) ? templateFilters[name] : undefined;
  if (bounds === undefined) throw unknownFilter(name, position, whole);
  if (args.some(argument => Array.isArray(argument))) {
    throw syntax(`The filter "${name}" takes no named arguments, in \`${whole}\`.`, position, whole);
  }
  const [least, most] = bounds;
  if (given < least || given > most) {
    const wanted = least === most ? `${least}` : `${least} to ${most}`;
    throw syntax(`The filter "${name}" takes ${wanted} argument(s), not ${given}, in \`${whole}\`.`, position, whole);
  }
}

function evaluate(liquid: Liquid, output: Output, scope: Scope): unknown {
  try {
    const value: unknown = liquid.renderSync([output], scope);
    return value;
  } catch (error) {
    // The library's message may quote a value, so only its kind is passed on.
    const limit = error instanceof Error && /limit exceeded/.test(error.message);
    const why = limit ? 'goes beyond the limits of a template' : 'cannot be worked out';
    throw new PatchbayError('REQUEST_INVALID', `\`${output.token.input}\` ${why} for the values given.`);
  }
}

function isLiquidError(error: unknown): error is LiquidError {
  return error instanceof Error && 'token' in error && typeof error.token === 'object' && error.token !== null;
}

function unknownFilter(name: string, position: number, token: string): PatchbayError {
  const names = Object.keys(templateFilters).join(', ');
  return new PatchbayError('EXPRESSION_INVALID', `There is no filter "${name}" in \`${token}\`; there are ${names}.`, {
    position,
    token,
  });
}

function syntax(message: string, position: number, token: string): PatchbayError {
  return new PatchbayError('EXPRESSION_SYNTAX', message, { position, token });
}
