import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAddressCheck, isLoopback } from '../../src/egress/addresses.ts';
import { PatchbayError } from '../../src/errors.ts';

const allowed = [
  '8.8.8.8',
  '1.1.1.1',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700::1111',
  '2a00:1450::1',
  '::ffff:8.8.8.8',
];

const refused = [
  ...[
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '10.255.255.255',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.254',
  ],
  ...[
    '169.254.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
  ],
  ...['198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1'],
  ...['255.255.255.255', '168.63.129.16', '100.100.100.200'],
  ...['::', '::1', '::127.0.0.1', '::7f00:1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1'],
  ...['::ffff:168.63.129.16', '::ffff:0:127.0.0.1', '64:ff9b::7f00:1', '64:ff9b::8.8.8.8', '64:ff9b:1::1', '100::1'],
  ...['2001::1', '2001:2::1', '2001:10::1', '2001:20::1', '2001:db8::1', '2002:7f00:1::', '2002:808:808::', '3fff::1'],
  ...[
    '4000::1',
    '5f00::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'fd00:ec2::254',
  ],
  // Not an address: a resolver that answers so is not believed.
  ...[
    '',
    'localhost',
    '127.1',
    '0x7f.1',
    '0x7f000001',
    '2130706433',
    '017700000001',
    '8.8.8',
    '8.8.8.8.',
    ' 8.8.8.8',
    '[::1]',
  ],
];

describe('createAddressCheck', () => {
  const check = createAddressCheck([]);

  it.each(allowed)('lets %s through', address => {
    expect(check(address)).toBe(true);
  });

  it.each(refused)('refuses "%s"', address => {
    expect(check(address)).toBe(false);
  });

  it('lets the ranges of the operator through, and only those', () => {
    const extended = createAddressCheck(['10.1.0.0/16', '127.0.0.1/32', 'fd00::/8']);
    const asked = [
      '10.1.2.3',
      '::ffff:10.1.2.3',
      '10.2.0.1',
      '127.0.0.1',
      '127.0.0.2',
      'fd00::5',
      'fe80::1',
      '8.8.8.8',
    ];
    expect(asked.map(address => [address, extended(address)])).toEqual([
      ['10.1.2.3', true],
      ['::ffff:10.1.2.3', true],
      ['10.2.0.1', false],
      ['127.0.0.1', true],
      ['127.0.0.2', false],
      ['fd00::5', true],
      ['fe80::1', false],
      ['8.8.8.8', true],
    ]);
  });

  it('refuses every private IPv4 address in each of its IPv6 forms', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const first = fc.constantFrom([10], [127], [169, 254], [192, 168], [172, 20], [100, 70], [0], [198, 18], [240]);
    fc.assert(
      fc.property(first, octet, octet, octet, (start, b, c, d) => {
        const bytes = [...start, b, c, d].slice(0, 4);
        const dotted = bytes.join('.');
        const hex = [0, 2].map(at => (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)).toString(16)).join(':');
        const forms = [
          dotted,
          `::ffff:${dotted}`,
          `::ffff:${hex}`,
          `::${dotted}`,
          `64:ff9b::${hex}`,
          `2002:${hex}::1`,
          `::ffff:0:${hex}`,
        ];
        expect(forms.filter(form => check(form))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['10/8', '10.0.0.0', '10.0.0.0/33', '0x0a000000/8', 'fd00::/129', 'private', '10.0.0.0/8/8'])(
    'refuses the range "%s"',
    range => {
      expect(() => createAddressCheck([range])).toThrow(
        new PatchbayError(
          'CONFIG_INVALID',
          `"${range}" is not an address range; write it like 10.1.0.0/16 or fd00::/8.`,
        ),
      );
    },
  );
});

describe('isLoopback', () => {
  it('knows the addresses of this machine', () => {
    const asked = ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '10.0.0.1', '0.0.0.0', 'localhost', ''];
    expect(asked.filter(isLoopback)).toEqual(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1']);
  });
});
