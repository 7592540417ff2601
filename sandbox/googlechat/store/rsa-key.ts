import { checkPrimeSync, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { Random } from '../../support/random.ts';

export interface RsaKeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** PKCS #8, as `private_key` in a service account's JSON file. */
  readonly privateKeyPem: string;
}

const publicExponent = 65_537n;
const primeBits = 1024;

/**
 * Makes a 2048-bit RSA key of a seed: the same key on every machine, and no private key in the source. For a fake only:
 * the stream is not secret.
 */
export function createRsaKeyPair(random: Random): RsaKeyPair {
  const smallPrimes = sieve(1000);
  const p = prime(random, smallPrimes);
  const q = prime(random, smallPrimes);
  const [large, small] = p > q ? [p, q] : [q, p];
  const d = inverse(publicExponent, (large - 1n) * (small - 1n));
  const jwk = {
    kty: 'RSA',
    n: base64url(large * small),
    e: base64url(publicExponent),
    d: base64url(d),
    p: base64url(large),
    q: base64url(small),
    dp: base64url(d % (large - 1n)),
    dq: base64url(d % (small - 1n)),
    qi: base64url(inverse(small, large)),
  };
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { privateKey, publicKey: createPublicKey(privateKey), privateKeyPem };
}

function prime(random: Random, smallPrimes: readonly number[]): bigint {
  for (;;) {
    let candidate = 0n;
    for (let word = 0; word < primeBits / 32; word++) {
      candidate = (candidate << 32n) | BigInt(random.integer(0, 0xffff_ffff));
    }
    // The two top bits make the product 2048 bits long.
    candidate |= (3n << BigInt(primeBits - 2)) | 1n;
    const found = nextPrime(candidate, smallPrimes);
    if (found !== undefined && (found - 1n) % publicExponent !== 0n) return found;
  }
}

/** The first prime among the next 4,096 odd numbers; remainders by small primes save most of the costly tests. */
function nextPrime(start: bigint, smallPrimes: readonly number[]): bigint | undefined {
  const remainders = smallPrimes.map(small => Number(start % BigInt(small)));
  for (let offset = 0; offset < 8192; offset += 2) {
    const isComposite = smallPrimes.some((small, index) => ((remainders[index] ?? 0) + offset) % small === 0);
    if (!isComposite && checkPrimeSync(start + BigInt(offset))) return start + BigInt(offset);
  }
  return undefined;
}

function sieve(below: number): number[] {
  const primes: number[] = [];
  for (let number = 3; number < below; number += 2) {
    if (primes.every(known => number % known !== 0)) primes.push(number);
  }
  return primes;
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [previous, current] = [modulus, value % modulus];
  let [previousFactor, factor] = [0n, 1n];
  while (current !== 0n) {
    const quotient = previous / current;
    [previous, current] = [current, previous - quotient * current];
    [previousFactor, factor] = [factor, previousFactor - quotient * factor];
  }
  return ((previousFactor % modulus) + modulus) % modulus;
}

function base64url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
}
