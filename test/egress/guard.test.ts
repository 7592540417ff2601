import type { Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DialAddress } from '../../src/egress/dial.ts';
import { createDispatcher } from '../../src/egress/dispatcher.ts';
import type { ClosableDispatcher, DispatcherOptions } from '../../src/egress/dispatcher.ts';
import { silentLog } from '../support/log.ts';
import { failureOf } from './scene.ts';

/** A dispatcher that opens no socket: what it would have dialled is in `dialled`. */
function createSpied(options: Partial<DispatcherOptions> = {}): {
  dispatcher: ClosableDispatcher;
  dialled: DialAddress[];
} {
  const dialled: DialAddress[] = [];
  const connect = (target: DialAddress): Promise<Socket> => {
    dialled.push(target);
    return Promise.reject(Object.assign(new Error('spy'), { code: 'ESPY' }));
  };
  const lookup = (): Promise<string[]> => Promise.reject(new Error('no name should be resolved here'));
  return {
    dispatcher: createDispatcher({ dial: new Map(), allowCidrs: [], log: silentLog, lookup, connect, ...options }),
    dialled,
  };
}

/** The request's own host is allowed, so that only the address check stands in the way. */
const send = (dispatcher: ClosableDispatcher, address: string): Promise<unknown> => {
  const url = new URL(address);
  return failureOf(dispatcher.send({ method: 'GET', url, headers: {}, hosts: [url.hostname] }));
};
const blocked = (host: string): unknown => ({
  code: 'EGRESS_BLOCKED',
  message: `The host "${host}" does not lead to a public address, so it is not called.`,
  reason: 'blocked',
  sent: false,
});

/** Spellings of private addresses in a URL. */
const written = [
  ...[
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0x7f.1',
    '017700000001',
    '0177.0.0.01',
    '0',
  ],
  ...['0.0.0.0', '0x0', '00.00.00.00', '127.0.0.1.', '１２７.０.０.１', '127。0。0。1', '%31%32%37.0.0.1', '①②⑦.0.0.1'],
  ...[
    '10.0.0.1',
    '10.1',
    '167772161',
    '0xa000001',
    '012.0.0.1',
    '172.16.0.1',
    '0xac.16.1',
    '192.168.1.1',
    '192.168.257',
    '3232235777',
  ],
  ...[
    '169.254.169.254',
    '169.254.43518',
    '2852039166',
    '0xa9fea9fe',
    '0251.0376.0251.0376',
    '100.64.0.1',
    '100.100.100.200',
  ],
  ...[
    '168.63.129.16',
    '0xa83f8110',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '240.0.0.1',
    '192.0.2.1',
  ],
  ...[
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:7f00:0001]',
    '[::127.0.0.1]',
  ],
  ...[
    '[::ffff:a9fe:a9fe]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b::a9fe:a9fe]',
    '[64:ff9b:1::1]',
    '[2002:7f00:1::]',
    '[2002:a9fe:a9fe::1]',
  ],
  ...[
    '[2001::1]',
    '[2001:0:7f00:1::]',
    '[fe80::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
    '[2001:db8::1]',
    '[fec0::1]',
    '[100::1]',
  ],
];

describe('the address check', () => {
  it.each(written)('blocks https://%s/ before a socket is opened', async host => {
    const { dispatcher, dialled } = createSpied();
    const shown = new URL(`https://${host}/`).hostname.replace(/^\[|\]$/g, '');
    expect(await send(dispatcher, `https://${host}/`)).toEqual(blocked(shown));
    expect(dialled).toEqual([]);
  });

  it('fires for a public address, so that the tests above mean something', async () => {
    const { dispatcher, dialled } = createSpied();
    expect(await send(dispatcher, 'https://8.8.8.8/')).toEqual({
      code: 'PROVIDER_UNAVAILABLE',
      message: 'No connection to 8.8.8.8 could be made (ESPY).',
      reason: 'connect',
      sent: false,
    });
    expect(dialled).toEqual([{ address: '8.8.8.8', port: 443, tlsName: '8.8.8.8' }]);
  });

  it('fires for a private address that the operator allowed', async () => {
    const { dispatcher, dialled } = createSpied({ allowCidrs: ['127.0.0.0/8'] });
    await send(dispatcher, 'https://2130706433/');
    expect(dialled).toEqual([{ address: '127.0.0.1', port: 443, tlsName: '127.0.0.1' }]);
  });

  it('blocks every spelling of every private IPv4 address', async () => {
    const { dispatcher, dialled } = createSpied();
    const start = fc.constantFrom(
      10 * 2 ** 24,
      127 * 2 ** 24,
      0xa9fe0000,
      0xc0a80000,
      0xac100000,
      0x64400000,
      0,
      0xc6120000,
      0xf0000000,
    );
    const spell = fc.constantFrom<(ip: number) => string>(
      ip => String(ip),
      ip => `0x${ip.toString(16)}`,
      ip => `0${ip.toString(8)}`,
      ip => `0x${(ip >>> 24).toString(16)}.${ip & 0xffffff}`,
      ip => `[::ffff:${(ip >>> 16).toString(16)}:${(ip & 0xffff).toString(16)}]`,
      ip => `[64:ff9b::${(ip >>> 16).toString(16)}:${(ip & 0xffff).toString(16)}]`,
      ip => `[2002:${(ip >>> 16).toString(16)}:${(ip & 0xffff).toString(16)}::1]`,
    );
    await fc.assert(
      fc.asyncProperty(start, fc.integer({ min: 0, max: 0xffff }), spell, async (base, offset, write) => {
        expect(await send(dispatcher, `https://${write((base + offset) >>> 0)}/`)).toMatchObject({
          code: 'EGRESS_BLOCKED',
          sent: false,
        });
      }),
      { numRuns: 400 },
    );
    expect(dialled).toEqual([]);
  });
});

describe('names', () => {
  it('blocks a name when any of its addresses is private', async () => {
    const { dispatcher, dialled } = createSpied({ lookup: () => Promise.resolve(['8.8.8.8', '10.0.0.1']) });
    expect(await send(dispatcher, 'https://chat.example/')).toEqual(blocked('chat.example'));
    expect(dialled).toEqual([]);
  });

  it('dials exactly what it checked when a resolver changes its answer each time', async () => {
    const answers = [['8.8.8.8'], ['127.0.0.1'], ['1.1.1.1'], ['169.254.169.254'], ['2606:4700::1111'], ['::1']];
    let asked = 0;
    const lookup = (): Promise<string[]> => Promise.resolve(answers[asked++] ?? []);
    const { dispatcher, dialled } = createSpied({ lookup });
    for (const _ of answers) await send(dispatcher, 'https://chat.example/');
    expect(dialled).toEqual([
      { address: '8.8.8.8', port: 443, tlsName: 'chat.example' },
      { address: '1.1.1.1', port: 443, tlsName: 'chat.example' },
      { address: '2606:4700::1111', port: 443, tlsName: 'chat.example' },
    ]);
  });

  it('tries the addresses of a name in turn, four at most', async () => {
    const lookup = (): Promise<string[]> => Promise.resolve(['8.8.8.1', '8.8.8.2', '8.8.8.3', '8.8.8.4', '8.8.8.5']);
    const { dispatcher, dialled } = createSpied({ lookup });
    await send(dispatcher, 'https://chat.example/');
    expect(dialled.map(target => target.address)).toEqual(['8.8.8.1', '8.8.8.2', '8.8.8.3', '8.8.8.4']);
  });

  it.each([
    ['a resolver that fails', () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })), 'ENOTFOUND'],
    ['a name without addresses', () => Promise.resolve([]), 'no address'],
  ])('says that a name cannot be resolved: %s', async (_, lookup, detail) => {
    const { dispatcher, dialled } = createSpied({ lookup });
    expect(await send(dispatcher, 'https://chat.example/')).toEqual({
      code: 'PROVIDER_UNAVAILABLE',
      message: `The name chat.example cannot be resolved (${detail}).`,
      reason: 'dns',
      sent: false,
    });
    expect(dialled).toEqual([]);
  });

  it('does not wait for a resolver longer than for a connection', async () => {
    const { dispatcher } = createSpied({ lookup: () => new Promise(() => undefined), connectTimeoutMs: 40 });
    expect(await send(dispatcher, 'https://chat.example/')).toEqual({
      code: 'PROVIDER_UNAVAILABLE',
      message: 'No connection to chat.example could be made within 40 ms.',
      reason: 'connect_timeout',
      sent: false,
    });
  });

  it('dials the target of the dial map instead of the name, without resolving it', async () => {
    const dial = new Map([
      ['chat.example', { host: '127.0.0.1', port: 4010, tls: false }],
      ['*.files.example', { host: '::1', port: 4443, tls: true }],
    ]);
    const { dispatcher, dialled } = createSpied({ dial });
    await send(dispatcher, 'https://chat.example/');
    await send(dispatcher, 'https://a.files.example/');
    expect(dialled).toEqual([
      { address: '127.0.0.1', port: 4010 },
      { address: '::1', port: 4443, tlsName: 'a.files.example' },
    ]);
  });

  it('refuses a host outside the list before anything else', async () => {
    const { dispatcher, dialled } = createSpied();
    const request = { method: 'GET', url: new URL('https://evil.example/'), headers: {}, hosts: ['chat.example'] };
    expect(await failureOf(dispatcher.send(request))).toEqual({
      code: 'EGRESS_BLOCKED',
      message: 'The host "evil.example" may not be called; allowed are chat.example.',
      reason: 'blocked',
      sent: false,
    });
    expect(dialled).toEqual([]);
  });
});
