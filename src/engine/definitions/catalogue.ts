import type { Model } from '../models/model.ts';
import type { Integration } from './definition.ts';

/** Everything that was loaded: what the engine serves and what was refused, with the reasons. */
export interface Catalogue {
  readonly models: ReadonlyMap<string, Model>;
  readonly integrations: ReadonlyMap<string, Integration>;
  /** Empty when everything loaded. A definition with an error is not in the maps above. */
  readonly problems: readonly Problem[];
  /** Absent where everything is served as its files are now. */
  readonly lastGood?: LastGood;
}

/** Names of what is served in its last good version while its files say something else, with the reasons. */
export interface LastGood {
  readonly models: ReadonlyMap<string, readonly Problem[]>;
  readonly integrations: ReadonlyMap<string, readonly Problem[]>;
}

/** One mistake in a definition, with everything a person needs to mend it. */
export interface Problem {
  readonly code:
    | 'DEFINITION_SYNTAX'
    | 'DEFINITION_INVALID'
    | 'DEFINITION_REFERENCE'
    | 'DEFINITION_LINT'
    | 'EXPRESSION_SYNTAX'
    | 'EXPRESSION_INVALID';
  readonly severity: 'error' | 'warning';
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** What is wrong; quotes the value. */
  readonly message: string;
  /** What to do: the names available, "did you mean", or the right way to write it. */
  readonly hint?: string;
  /** Of a mistake in an expression or a template. */
  readonly expression?: {
    /** The language's own code: `S0202`. */
    readonly code?: string;
    /** What stands at the place, as it is written there. */
    readonly token?: string;
  };
  /** The line of the file and a caret below it, already laid out. */
  readonly excerpt: string;
}
