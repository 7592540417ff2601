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

interface Scope {
  /** Values of this block by what they are values of: they hold as far as it goes. */
  readonly known: Map<string, Operand>;
  fuel: number;
  growth: number;
}

const newScope = (): Scope => ({ known: new Map(), fuel: 0, growth: 0 });

/** The generated code as it grows: lines, constants, names, and what is already computed where. */
export class Output {
  readonly constants: unknown[] = [];
  /** Number 0 stands for an operation whose place is told by someone else. */
  readonly places: UnitPlace[] = [{ parts: undefined }];
  /** The expression at hand, and the number of the place that says no more than that. */
  #whole: { readonly parts: CompiledParts | undefined; readonly place: number } = { parts: undefined, place: 0 };
  #lines: string[] = [];
  readonly #names = new Map<unknown, string>();
  readonly #scopes: Scope[] = [newScope()];
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
    const name = `k${this.constants.push(value) - 1}`;
    this.#names.set(value, name);
    return name;
  }

  line(text: string): void {
    this.#lines.push(text);
  }

  /** Gives the value of some code a name of its own. */
  keep(code: string, types: number, from: { readonly isData?: boolean } = {}): Operand {
    const name = this.name();
    this.line(`const ${name} = ${code};`);
    return { code: name, types, isData: from.isData === true };
  }

  /** Writes a block; what is computed in it is not known behind it. */
  block(opening: string, body: () => void): void {
    this.line(`${opening} {`);
    this.#scopes.push(newScope());
    body();
    this.settle();
    this.#scopes.pop();
    this.line('}');
  }

  /** The lines a piece of work writes, instead of adding them here. */
  aside(work: () => void): readonly string[] {
    const before = this.#lines;
    this.#lines = [];
    work();
    const written = this.#lines;
    this.#lines = before;
    return written;
  }

  recall(key: string): Operand | undefined {
    for (let at = this.#scopes.length - 1; at >= 0; at -= 1) {
      const known = this.#scopes[at]?.known.get(key);
      if (known !== undefined) return known;
    }
    return undefined;
  }

  remember(key: string, operand: Operand): void {
    this.#scopes.at(-1)?.known.set(key, operand);
  }

  /** Charges what is known beforehand: paid in one sum where the block ends. */
  charge(costs: { readonly fuel?: number; readonly growth?: number }): void {
    const scope = this.#scopes.at(-1);
    if (scope === undefined) return;
    scope.fuel += costs.fuel ?? 0;
    scope.growth += costs.growth ?? 0;
  }

  /** Writes down what the block owes so far. */
  settle(): void {
    const scope = this.#scopes.at(-1);
    if (scope === undefined) return;
    if (scope.fuel > 0) this.line(`fuel += ${scope.fuel};`);
    if (scope.growth > 0) this.line(`growth += ${scope.growth};`);
    scope.fuel = 0;
    scope.growth = 0;
  }

  /** Says where the next operation stands, for the error it may end with. */
  at(place: SourcePlace | undefined): void {
    const { parts, place: whole } = this.#whole;
    this.line(`place = ${place === undefined ? whole : this.places.push({ ...place, parts }) - 1};`);
  }

  /** Says that what follows belongs to another of several expressions. */
  within(parts: CompiledParts): void {
    this.#whole = { parts, place: this.places.push({ parts }) - 1 };
    this.at(undefined);
  }

  text(): string {
    return this.#lines.join('\n');
  }
}
