import type { CompiledParts } from '../parts.ts';
import type { Operand } from './operand.ts';

/** Where an operation that can fail stands in the expression. */
export interface SourcePlace {
  readonly position: number;
  readonly token: string;
}

/** A place in one of several expressions; without a position it is told by someone else. */
export interface UnitPlace extends Partial<SourcePlace> {
  readonly parts: CompiledParts | undefined;
}

/** What is asked about a value: its name by that name, a structure by its number, and what stands here. */
export type Question = string | number;

/** Whether a value is an object whose keys can be read. */
export const isPlainAsked = -1;

/** What the variable of a bound name holds. */
export const heldAsked = -2;

/** An answer that goes with the block it was found in, and the one that held before it. */
interface Passing {
  readonly answers: Map<Question, Operand>;
  readonly question: Question;
  readonly before: Operand | undefined;
}

/** The generated code as it grows: its text, constants, names, and what is already computed where. */
export class Output {
  readonly constants: unknown[] = [];
  /** Number 0 stands for an operation whose place is told by someone else. */
  readonly places: UnitPlace[] = [{ parts: undefined }];
  /** The expression at hand, and the number of the place that says no more than that. */
  #parts: CompiledParts | undefined;
  #whole = 0;
  /** The place that was surely told last, and how often one was told. */
  #place: number | undefined = 0;
  #told = 0;
  #text = '';
  readonly #names = new Map<unknown, string>();
  /** By the code of a value. All blocks share it: what is found in one is taken back where it ends. */
  readonly #known = new Map<string, Map<Question, Operand>>();
  readonly #passing: Passing[] = [];
  #depth = 0;
  /** What the block at hand owes. */
  #fuel = 0;
  #growth = 0;
  #count = 0;

  /** A name that nothing else has. */
  name(): string {
    this.#count += 1;
    return `t${this.#count}`;
  }

  /** The name under which a value from outside is known to the generated code. */
  constant(value: unknown): string {
    const known = this.#names.get(value);
    if (known !== undefined) return known;
    const name = this.newConstant(value);
    this.#names.set(value, name);
    return name;
  }

  /** As `constant`, for a value that was made just now. */
  newConstant(value: unknown): string {
    return `k${this.constants.push(value) - 1}`;
  }

  line(text: string): void {
    this.#text += `${text}\n`;
  }

  /** Gives the value of some code a name of its own. */
  keep(code: string, types: number, isData = false): Operand {
    const name = this.name();
    this.#text += `const ${name} = ${code};\n`;
    return { code: name, types, isData };
  }

  /** Writes a block; what is computed in it is not known behind it. */
  block(opening: string, body: () => void): void {
    const place = this.#place;
    const told = this.#told;
    const fuel = this.#fuel;
    const growth = this.#growth;
    const passing = this.#passing.length;
    this.#text += `${opening} {\n`;
    this.#fuel = 0;
    this.#growth = 0;
    this.#depth += 1;
    body();
    this.settle();
    this.#text += '}\n';
    this.#place = this.#told === told ? place : undefined;
    this.#depth -= 1;
    this.#fuel = fuel;
    this.#growth = growth;
    while (this.#passing.length > passing) this.#takeBack();
  }

  /** As `block`, for one that is gone through again and again: it may begin with a place that was told at its end. */
  loop(opening: string, body: () => void): void {
    this.#place = undefined;
    this.block(opening, body);
  }

  #takeBack(): void {
    const last = this.#passing.pop();
    if (last === undefined) return;
    if (last.before === undefined) last.answers.delete(last.question);
    else last.answers.set(last.question, last.before);
  }

  /** The lines a piece of work writes, instead of adding them here. */
  aside(work: () => void): string {
    const before = this.#text;
    const place = this.#place;
    this.#text = '';
    work();
    const written = this.#text;
    this.#text = before;
    this.#place = place;
    return written;
  }

  /** Adds what was written aside. */
  add(lines: string): void {
    this.#text += lines;
    this.#place = undefined;
  }

  /** What is known of the value some code stands for. */
  recall(code: string, question: Question): Operand | undefined {
    return this.#known.get(code)?.get(question);
  }

  /** Notes an answer: it holds to the end of the block. */
  remember(code: string, question: Question, operand: Operand): void {
    let answers = this.#known.get(code);
    if (answers === undefined) {
      answers = new Map();
      this.#known.set(code, answers);
    }
    if (this.#depth > 0) this.#passing.push({ answers, question, before: answers.get(question) });
    answers.set(question, operand);
  }

  /** Charges what is known beforehand: paid in one sum where the block ends. */
  charge(fuel: number, growth = 0): void {
    this.#fuel += fuel;
    this.#growth += growth;
  }

  /** Writes down what the block owes so far. */
  settle(): void {
    if (this.#fuel > 0) this.#text += `fuel += ${this.#fuel};\n`;
    if (this.#growth > 0) this.#text += `growth += ${this.#growth};\n`;
    this.#fuel = 0;
    this.#growth = 0;
  }

  /** Says where the next operation stands, for the error it may end with. */
  at(position: number, token: string): void {
    this.#tell(this.places.push({ position, token, parts: this.#parts }) - 1);
  }

  /** Says of the next operation that what it ends with is told by someone else. */
  atOther(): void {
    if (this.#place !== this.#whole) this.#tell(this.#whole);
  }

  #tell(place: number): void {
    this.#text += `place = ${place};\n`;
    this.#place = place;
    this.#told += 1;
  }

  /** Says that what follows belongs to another of several expressions. */
  within(parts: CompiledParts): void {
    this.#parts = parts;
    this.#whole = this.places.push({ parts }) - 1;
    this.atOther();
  }

  /** What was written. */
  text(): string {
    return this.#text;
  }
}
