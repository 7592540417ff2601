import { describe, expect, it } from 'vitest';
import { checkDialMap, parseDialMap } from '../../src/egress/dial-map.ts';
import { PatchbayError } from '../../src/errors.ts';

const form = 'PATCHBAY_DIAL is a list such as "chat.example=127.0.0.1:4010,files.example=tls://127.0.0.1:4011".';

describe('parseDialMap', () => {
  it('reads hosts, wildcards, plain and TLS targets', () => {
    expect([...parseDialMap('Chat.Example=127.0.0.1:4010, *.files.example=tls://[::1]:4443,')]).toEqual([
      ['chat.example', { host: '127.0.0.1', port: 4010, tls: false }],
      ['*.files.example', { host: '::1', port: 4443, tls: true }],
    ]);
  });

  it('reads an empty text as an empty map', () => {
    expect([...parseDialMap('')]).toEqual([]);
  });

  it.each([
    ['chat.example', 'is not of the form host=address:port'],
    ['chat.example=127.0.0.1', 'is not of the form host=address:port'],
    ['=127.0.0.1:80', 'is not of the form host=address:port'],
    [
      'chat.example=http://127.0.0.1:80',
      'dials "http://127.0.0.1", which is not an IP address (write 127.0.0.1 for this machine)',
    ],
    ['chat.example=localhost:80', 'dials "localhost", which is not an IP address (write 127.0.0.1 for this machine)'],
    ['chat.example=127.0.0.1:0', 'dials port 0, which is not from 1 to 65535'],
    ['chat.example=127.0.0.1:70000', 'dials port 70000, which is not from 1 to 65535'],
    ['https://chat.example=127.0.0.1:1', 'begins with "https://chat.example", which is not a host name'],
    ['a*.example=127.0.0.1:1', 'begins with "a*.example", which is not a host name'],
  ])('refuses %s', (entry, what) => {
    expect(() => parseDialMap(entry)).toThrow(
      new PatchbayError('CONFIG_INVALID', `The dial entry "${entry}" ${what}. ${form}`),
    );
  });

  it('refuses a host named twice', () => {
    expect(() => parseDialMap('a.example=127.0.0.1:1,A.example=127.0.0.1:2')).toThrow(
      new PatchbayError(
        'CONFIG_INVALID',
        `The dial entry "A.example=127.0.0.1:2" names a.example a second time. ${form}`,
      ),
    );
  });
});

describe('checkDialMap', () => {
  it('accepts loopback and the ranges of the operator', () => {
    const map = parseDialMap('a.example=127.0.0.1:1,b.example=[::1]:1,c.example=10.1.2.3:1');
    expect(() => checkDialMap(map, ['10.1.0.0/16'])).not.toThrow();
  });

  it.each(['10.9.2.3', '8.8.8.8'])('refuses %s, which is neither', address => {
    const map = parseDialMap(`a.example=${address}:1`);
    expect(() => checkDialMap(map, ['10.1.0.0/16'])).toThrow(
      new PatchbayError(
        'CONFIG_INVALID',
        `The dial entry "a.example=${address}:1" points neither to loopback nor into an allowed address range. ${form}`,
      ),
    );
  });
});
