/** Names as a hint tells them: the first dozen, unless told otherwise; the rest is an ellipsis. */
export function listed(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).map(name => `\`${name}\``);
  return `${shown.join(', ')}${names.length > most ? ', …' : ''}`;
}
