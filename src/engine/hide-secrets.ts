/** Stands where a secret was. */
export const redacted = '[redacted]';

/** Texts shorter than this are too common to be looked for. */
const shortestSecret = 6;

/** Those of some values that are long enough to be told from other text. */
export function findableSecrets(values: readonly string[]): readonly string[] {
  return values.filter(value => value.length >= shortestSecret);
}

/** A text without the secrets, neither plain nor escaped. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (left, secret) => left.replaceAll(secret, redacted).replaceAll(encodeURIComponent(secret), redacted),
    text,
  );
}
