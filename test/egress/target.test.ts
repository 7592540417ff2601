import { describe, expect, it } from 'vitest';
import { EgressFailure } from '../../src/egress/failure.ts';
import { checkTarget } from '../../src/egress/target.ts';
import { PatchbayError } from '../../src/errors.ts';

const hosts = ['chat.example', '*.files.example'];
const dial = new Map([['plain.example', { host: '127.0.0.1', port: 1, tls: false }]]);
const blocked = (message: string): PatchbayError =>
  new PatchbayError('EGRESS_BLOCKED', message, { sent: false, cause: new EgressFailure('blocked', false) });
const notListed = (host: string): string =>
  `The host "${host}" may not be called; allowed are chat.example, *.files.example.`;

describe('checkTarget', () => {
  it.each([
    'https://chat.example/api?x=1',
    'https://CHAT.example:443/',
    'https://a.files.example/',
    'https://a.b.files.example/',
  ])('lets %s through', address => {
    expect(() => checkTarget(new URL(address), hosts, dial)).not.toThrow();
  });

  it.each([
    ['https://evil.example/', notListed('evil.example')],
    ['https://files.example/', notListed('files.example')],
    ['https://xfiles.example/', notListed('xfiles.example')],
    ['https://chat.example.evil.example/', notListed('chat.example.evil.example')],
    ['https://sub.chat.example/', notListed('sub.chat.example')],
    ['https://chat.example./', notListed('chat.example.')],
    ['https://chat.example@evil.example/', notListed('evil.example')],
    ['https://evil.example\\.files.example/', notListed('evil.example')],
    ['https://evil.example#.files.example/', notListed('evil.example')],
    ['https://2130706433/', notListed('127.0.0.1')],
    ['https://[::1]/', notListed('[::1]')],
    ['http://chat.example/', 'Only https: may be called, not http://chat.example.'],
    ['ftp://chat.example/', 'Only https: may be called, not ftp://chat.example.'],
    ['https://chat.example:8443/', 'Only the default port of chat.example may be called, not 8443.'],
    ['https://chat.example:80/', 'Only the default port of chat.example may be called, not 80.'],
    ['https://ann@chat.example/', 'The address of chat.example must not carry a user name or a password.'],
    ['https://:secret@chat.example/', 'The address of chat.example must not carry a user name or a password.'],
  ])('refuses %s', (address, message) => {
    expect(() => checkTarget(new URL(address), hosts, dial)).toThrow(blocked(message));
  });

  it('does not take a wildcard for a part of an IP address', () => {
    expect(() => checkTarget(new URL('https://127.0.0.1/'), ['*.0.0.1'], dial)).toThrow(
      blocked('The host "127.0.0.1" may not be called; allowed are *.0.0.1.'),
    );
  });

  it('says so when no host is allowed', () => {
    expect(() => checkTarget(new URL('https://chat.example/'), [], dial)).toThrow(
      blocked('The host "chat.example" may not be called; none is allowed.'),
    );
  });

  it('lets plain http to a host that the dial map dials in plain text', () => {
    expect(() => checkTarget(new URL('http://plain.example/'), ['plain.example'], dial)).not.toThrow();
  });
});
