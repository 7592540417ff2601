import type { Effort } from './effort.ts';

/** What stands between `<` and `>`: the text a reader sees and, for an address, where it leads. */
export interface Reference {
  readonly text: string;
  readonly url?: string;
}

/**
 * Reads `https://a|label`, `@U1|name`, `#C1|name`, `!subteam^S1|@name`, `!here`, `!date^0^{date}|text`. A mention without
 * a name keeps its id behind the sign (`@U1`), so that whoever needs the name can look it up.
 *
 * @param inside the text between the brackets, entities not yet decoded
 */
export function readReference(inside: string, effort: Effort): Reference {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : decodeEntities(inside.slice(bar + 1), effort);
  switch (target[0]) {
    case '@':
    case '#':
      return { text: signed(target.slice(0, 1), label || decodeEntities(target.slice(1), effort)) };
    case '!':
      return readCommand(target.slice(1), label, effort);
    default: {
      const url = decodeEntities(target, effort);
      return scheme.test(url) ? { text: label || url, url } : { text: `<${decodeEntities(inside, effort)}>` };
    }
  }
}

const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:/;

function readCommand(command: string, label: string, effort: Effort): Reference {
  const [name = '', argument = '', , link] = command.split('^');
  if (name === 'subteam') return { text: signed('@', label || argument) };
  if (name === 'date') {
    const text = label || decodeEntities(argument, effort);
    return link ? { text, url: decodeEntities(link, effort) } : { text };
  }
  return { text: signed('@', label || decodeEntities(name, effort)) };
}

function signed(sign: string, name: string): string {
  return name.startsWith(sign) ? name : sign + name;
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** The text with the three escapes of the dialect undone, each once. */
export function decodeEntities(text: string, effort: Effort): string {
  return text.replace(/&(?:amp|lt|gt);/g, entity => {
    effort(1);
    return entities[entity] ?? entity;
  });
}
