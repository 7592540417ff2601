/**
 * The names that one frame of an evaluation holds. Filled while the tree is lowered, read when code is made: a name may be
 * bound after the place that reads it.
 */
export interface Scope {
  readonly kind: 'root' | 'block' | 'lambda' | 'tuple';
  readonly parent: Scope | undefined;
  /** Position in the list = slot in the frame. Slot 0 of a tuple is its context value. */
  readonly names: string[];
  /** Names that always have a value once the frame exists. */
  certain: Set<string>;
  /** Names that surely have a value for what is lowered from now on. */
  settled: Set<string>;
  /** A tuple scope: whether steps bind names beside those of the tuple. */
  binds: boolean;
}

/** Most scopes have no names, and every path has a scope. Nothing is added to this. */
const none = new Set<string>();

export function createScope(kind: Scope['kind'], parent: Scope | undefined): Scope {
  return { kind, parent, names: kind === 'tuple' ? ['@'] : [], certain: none, settled: none, binds: false };
}

/** Notes that a name has a value: always, or for what is lowered from now on. */
export function note(scope: Scope, name: string, how: 'certain' | 'settled'): void {
  if (scope[how] === none) scope[how] = new Set();
  scope[how].add(name);
}

/** The slot of a name in this scope, made when it is new. */
export function declare(scope: Scope, name: string): number {
  const known = scope.names.indexOf(name);
  if (known !== -1) return known;
  scope.names.push(name);
  return scope.names.length - 1;
}

/** Whether an evaluation makes a frame for this scope. A block that binds nothing has none. */
export function hasFrame(scope: Scope): boolean {
  return scope.kind !== 'block' || scope.names.length > 0;
}

/** Whether a name surely has a value here, bound within the expression. Asked while the tree is lowered. */
export function isSettled(scope: Scope, name: string): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    if (at.certain.has(name) || at.settled.has(name)) return true;
  }
  return false;
}

/** A place where a variable may be found. */
export interface SlotReference {
  readonly hops: number;
  readonly slot: number;
}

export interface Resolution {
  /** Innermost first; a slot that is still unbound passes the question on to the next. */
  readonly slots: readonly SlotReference[];
  /** Whether the name may also be one from outside the expression. */
  readonly free: boolean;
}

/** Whether a name may be found within the expression. */
export function isBound(scope: Scope, name: string): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at.names.includes(name)) return true;
  return false;
}

/** Where a name may be found from within a scope. */
export function resolve(scope: Scope, name: string): Resolution {
  const slots: SlotReference[] = [];
  let hops = 0;
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const slot = at.names.indexOf(name);
    if (slot !== -1) slots.push({ hops, slot });
    if (slot !== -1 && at.certain.has(name)) return { slots, free: false };
    if (hasFrame(at)) hops += 1;
  }
  return { slots, free: true };
}
