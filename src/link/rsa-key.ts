import { createPrivateKey, type KeyObject } from 'node:crypto';

const fewestBits = 2_048;

/**
 * The RSA key of a PEM text, PKCS#8 or PKCS#1; line breaks may be written as `\n`, as they are in JSON files.
 *
 * @returns what is wrong with it, as the end of a sentence that names the field; no part of the text
 */
export function readRsaKey(pem: string): KeyObject | string {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem.replaceAll('\\n', '\n').trim());
  } catch {
    // The reason would quote the library; what to do is the same for all of them.
    return 'is not a private key in PEM form (-----BEGIN PRIVATE KEY-----), without a passphrase';
  }
  if (key.asymmetricKeyType !== 'rsa') return `is a ${key.asymmetricKeyType ?? 'secret'} key; an RSA key is needed`;
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return bits < fewestBits ? `has ${bits} bits; at least ${fewestBits} are needed` : key;
}
