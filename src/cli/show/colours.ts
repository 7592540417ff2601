import picocolors from 'picocolors';

/** Colours for a person; none where the output goes into a file or another program. */
export function coloursFor(isTerminal: boolean): ReturnType<typeof picocolors.createColors> {
  return picocolors.createColors(isTerminal);
}
