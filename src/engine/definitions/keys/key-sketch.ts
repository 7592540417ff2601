import { childPlace, entriesOf, type Place } from '../reading/place.ts';
import { textAt } from '../reading/values.ts';
import type { KeyPattern } from '../mapping.ts';

/** What an id is made of, before its expressions are compiled. */
export interface KeySketch {
  /** Where the key is written; where it is missing, what lacks it. */
  readonly place: Place;
  readonly tag?: string;
  readonly parts: readonly SketchedPart[];
  /** The parts are read out of one value. */
  readonly pattern?: SketchedPattern;
}

export interface SketchedPart {
  readonly name: string;
  readonly optional: boolean;
  readonly place: Place;
}

export interface SketchedPattern {
  readonly segments: KeyPattern['segments'];
  readonly from: Place;
}

/** @param owner stands in for a key that is missing */
export function sketchKey(key: Place | undefined, tag: string | undefined, owner: Place): KeySketch {
  const place = key ?? owner;
  const base = { place, ...(tag === undefined ? {} : { tag }) };
  const written = key && childPlace(key, 'pattern');
  const from = key && childPlace(key, 'from');
  if (written === undefined || from === undefined) return { ...base, parts: entriesOf(key).map(readPart) };
  const segments = readSegments(textAt(key, 'pattern') ?? '');
  const names = segments.flatMap(segment => ('part' in segment ? [segment.part] : []));
  return {
    ...base,
    parts: names.map(name => ({ name, optional: false, place: written })),
    pattern: { segments, from },
  };
}

/** The variables that a decoded id gives. */
export function variablesOf({ parts, pattern }: KeySketch): readonly string[] {
  const names = parts.map(({ name }) => name);
  return pattern ? [...names, wholeName] : names;
}

/** The variable that holds a path id as the provider writes it. */
export const wholeName = 'name';

/** What is the same for two keys whose ids have one form; the tag is not part of it. */
export function formOf({ parts, pattern }: KeySketch): string {
  return JSON.stringify([parts.map(({ name, optional }) => [name, optional]), pattern?.segments ?? null]);
}

/** The keys of different forms among some, each with the names it stands for. */
export function formsOf(shapes: Iterable<{ readonly name: string; readonly key: KeySketch }>): readonly string[][] {
  const forms = new Map<string, string[]>();
  for (const { name, key } of shapes) {
    const form = formOf(key);
    forms.set(form, [...(forms.get(form) ?? []), name]);
  }
  return [...forms.values()];
}

function readPart([written, place]: readonly [string, Place]): SketchedPart {
  return { name: written.replace(/\?$/, ''), optional: written.endsWith('?'), place };
}

function readSegments(pattern: string): KeyPattern['segments'] {
  return pattern.split('/').map(segment => {
    const part = /^\{(.*)\}$/.exec(segment)?.[1];
    return part === undefined ? { literal: segment } : { part };
  });
}
