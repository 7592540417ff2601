/** The tree as the package's parser leaves it: loosely typed, checked while it is lowered. */
export interface AstNode {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly steps?: readonly AstNode[];
  readonly expressions?: readonly AstNode[];
  readonly arguments?: readonly AstNode[];
  readonly procedure?: AstNode;
  readonly body?: AstNode;
  readonly signature?: { readonly definition: string };
  readonly expression?: AstNode;
  /** A node for operators, pairs for objects. */
  readonly lhs?: AstNode | readonly (readonly [AstNode, AstNode])[];
  readonly rhs?: AstNode;
  readonly condition?: AstNode;
  readonly then?: AstNode;
  readonly else?: AstNode;
  readonly pattern?: AstNode;
  readonly update?: AstNode;
  readonly delete?: AstNode;
  readonly predicate?: readonly AstStage[];
  readonly stages?: readonly AstStage[];
  readonly group?: AstGroup;
  readonly terms?: readonly { readonly descending: boolean; readonly expression: AstNode }[];
  readonly slot?: { readonly label: string };
  readonly ancestor?: { readonly label: string };
  readonly focus?: string;
  readonly index?: string;
  readonly tuple?: boolean;
  readonly thunk?: boolean;
  readonly keepArray?: boolean;
  readonly keepSingletonArray?: boolean;
  readonly consarray?: boolean;
}

export interface AstStage {
  readonly type: 'filter' | 'index';
  readonly expr?: AstNode;
  readonly value?: string;
  readonly position?: number;
}

export interface AstGroup {
  readonly lhs: readonly (readonly [AstNode, AstNode])[];
  readonly position?: number;
}
