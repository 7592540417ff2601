import type { PatternNode } from './pattern-tree.ts';

/** The text that every match of a pattern begins with; often empty. A letter of either case is no text. */
export function literalOpening(tree: PatternNode): string {
  return readOpening(tree).text;
}

interface Opening {
  readonly text: string;
  /** Nothing but the text matches, so that what comes behind it counts too. */
  readonly isWhole: boolean;
}

function readOpening(tree: PatternNode): Opening {
  switch (tree.kind) {
    case 'set': {
      const [range, ...others] = tree.set;
      const isOne = range !== undefined && others.length === 0 && range[0] === range[1] && range[0] < 0xd800;
      return isOne ? { text: String.fromCharCode(range[0]), isWhole: true } : { text: '', isWhole: false };
    }
    case 'group':
      return readOpening(tree.inner);
    case 'sequence': {
      let text = '';
      for (const item of tree.items) {
        const opening = readOpening(item);
        text += opening.text;
        if (!opening.isWhole) return { text, isWhole: false };
      }
      return { text, isWhole: true };
    }
    default:
      return { text: '', isWhole: false };
  }
}
