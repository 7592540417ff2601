import { delimiter, resolve } from 'node:path';

/** Reads one variable's text; throws an Error whose message completes "PORT ...", without quoting a secret. */
export type ReadValue<T> = (text: string, source: string) => T;

/** A whole number within bounds, both included. */
export function wholeNumber(min: number, max: number): ReadValue<number> {
  return text => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new Error(`is "${text}", which is not a whole number from ${min} to ${max}`);
  };
}

/** One of a few words. */
export function oneOf<const T extends string>(words: readonly T[]): ReadValue<T> {
  return text => {
    const found = words.find(word => word === text);
    if (found !== undefined) return found;
    throw new Error(`is "${text}"; it is one of ${words.join(', ')}`);
  };
}

/** An address to listen on: an IP address or a host name. */
export const hostName: ReadValue<string> = text => {
  if (/^[A-Za-z0-9.:_-]{1,253}$/.test(text)) return text;
  throw new Error(`is "${text}", which is neither an IP address nor a host name`);
};

/** An absolute path; a relative one starts from the working directory. */
export const folder: ReadValue<string> = text => resolve(text);

/** Absolute paths, separated as in PATH (`:`, on Windows `;`). */
export const folders: ReadValue<readonly string[]> = text =>
  text
    .split(delimiter)
    .filter(part => part.trim() !== '')
    .map(part => resolve(part.trim()));

/** Parts of a comma-separated list. */
export const commaList: ReadValue<readonly string[]> = text =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');

/** Where users and providers reach this server; without a slash at the end. */
export const publicUrl: ReadValue<string> = text => {
  const url = parseUrl(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error(`is "${text}", which is not an http or https URL`);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new Error('holds more than scheme, host, port and path');
  }
  return url.href.replace(/\/+$/, '');
};

/** Never quoted: it holds a password. */
export const databaseUrl: ReadValue<string> = text => {
  const url = parseUrl(text);
  if (url !== null && ['postgres:', 'postgresql:'].includes(url.protocol)) return text;
  throw new Error('is not a PostgreSQL URL (postgresql://user:password@host:5432/database)');
};

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
