import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '#/lambdas/webhooks/addresses.ts';

describe('IN3: an address that messages may go to', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '93.184.216.34',
    '172.32.0.1',
    '11.0.0.1',
    '100.128.0.1',
    '2001:4860:4860::8888',
    '2a00:1450::1',
  ])('can be %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['this network', '0.0.0.0', '0.1.2.3'],
    ['private', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ['shared by a carrier', '100.64.0.1', '100.127.255.255'],
    ['loopback', '127.0.0.1', '127.1.2.3', '::1'],
    ['link-local', '169.254.0.1', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
    ['metadata of a cloud', '169.254.169.254', '169.254.170.2', 'fd00:ec2::254', '192.0.0.192'],
    ['protocol assignments', '192.0.0.1', '192.0.0.170', '2001:10::1', '2001:20::1', '2001:2::1'],
    ['documentation', '192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
    ['benchmarks', '198.18.0.1', '198.19.255.255'],
    ['multicast', '224.0.0.1', '239.255.255.255', 'ff02::1'],
    ['reserved', '240.0.0.1', '255.255.255.255', '5f00::1', '1::1', '4000::1', '::2'],
    ['unspecified', '::'],
    ['unique to a site', 'fc00::1', 'fdff::1', 'fec0::1'],
    [
      'IPv4 in the clothes of IPv6',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '::ffff:a9fe:a9fe',
      '::ffff:10.0.0.1',
      '::10.0.0.1',
    ],
    ['translation and tunnels', '64:ff9b::a00:1', '64:ff9b:1::1', '2002:a00:1::', '2001::1', '100::1'],
    [
      'not in plain form',
      '2130706433',
      '0x7f000001',
      '0x7f.1',
      '0177.0.0.1',
      '127.1',
      '8.8.8',
      '01.1.1.1',
      '8.8.8.8 ',
      ' 8.8.8.8',
    ],
    ['no address', '', 'localhost', 'hooks.tool.example', '8.8.8.8/8', '8.8.8.8:443', '[2a00:1450::1]', '256.1.1.1'],
  ])('is none that is %s', (_, ...addresses) => {
    for (const address of addresses) expect([address, isPublicAddress(address)]).toEqual([address, false]);
  });

  it('is public as IPv6 only if the IPv4 address within it is', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(octet, octet, octet, octet, (a, b, c, d) => {
        const plain = `${a}.${b}.${c}.${d}`;
        expect(isPublicAddress(`::ffff:${plain}`)).toBe(isPublicAddress(plain));
      }),
    );
  });
});
