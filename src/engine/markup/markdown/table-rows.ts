/** Whether a line says how the columns of a table stand: `| --- | :-: |`. Bars may be left out around a single one: `:-:`. */
export function isDelimiterRow(line: string): boolean {
  if (!/^[|:\- \t]+$/.test(line) || !line.includes('-')) return false;
  const cells = readCells(line);
  return /[|:]/.test(line) && cells.every(cell => /^:?-+:?$/.test(cell));
}

/** How many cells a line has as a row of a table. */
export function countCells(line: string): number {
  return readCells(line).length;
}

/** The cells of a row; a bar at either end is none, one behind a backslash is text. */
export function readCells(line: string): readonly string[] {
  const text = line.trim();
  const cells: string[] = [];
  let cell = '';
  for (let at = text.startsWith('|') ? 1 : 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '\\' && at + 1 < text.length) {
      const next = text[at + 1] ?? '';
      cell += next === '|' ? '|' : `\\${next}`;
      at += 1;
    } else if (character === '|') {
      cells.push(cell.trim());
      cell = '';
      if (at + 1 === text.length) return cells;
    } else cell += character;
  }
  return [...cells, cell.trim()];
}
