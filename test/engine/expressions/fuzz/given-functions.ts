/** Functions of ours that the interpreter is given: those that call nothing back. */
export const givenFunctions = [
  'is',
  'firstNonEmpty',
  'base64url',
  'digest',
  'toMarkdown',
  'toHtml',
  'isoFromSeconds',
  'isoFromMillis',
  'isoFromIso',
  'secondsFromIso',
  'millisFromIso',
  'queryOf',
  'urlOf',
  'pick',
  'omit',
] as const;
