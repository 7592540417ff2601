/** `mail="a@b";(kind=open or kind=shared)`: field -> values; undefined when it is not well formed. */
export function readQuery(text: string | undefined): ReadonlyMap<string, readonly string[]> | undefined {
  const found = new Map<string, string[]>();
  const token = /([(); ]| or )|(\w+)=(?:"((?:[^"\\]|\\.)*)"|([\w.@+-]+))/y;
  while (token.lastIndex < (text ?? '').length) {
    const [all, , name = '', quoted, bare = ''] = token.exec(text ?? '') ?? [];
    if (all === undefined) return undefined;
    if (name === '') continue;
    found.set(name, [...(found.get(name) ?? []), quoted?.replace(/\\(.)/g, '$1') ?? bare]);
  }
  return found;
}

/** Whether one of a row's values is asked for; every row is where the field is not. */
export function has(query: ReadonlyMap<string, readonly string[]>, name: string, values: readonly string[]): boolean {
  const asked = query.get(name);
  return asked === undefined || asked.some(one => values.includes(one));
}
