import ipaddr from 'ipaddr.js';

export type Family = 'IPV4' | 'IPV6';
/** A range of addresses; `text` is its one spelling. */
export type Range = { readonly family: Family; readonly text: string; readonly cidr: Cidr };
type Cidr = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Wider than this is no attacker but a provider and all its customers; bits that count. */
const widest: Readonly<Record<Family, number>> = { IPV4: 16, IPV6: 32 };

const networkOf = (text: string, family: Family): ipaddr.IPv4 | ipaddr.IPv6 =>
  family === 'IPV4' ? ipaddr.IPv4.networkAddressFromCIDR(text) : ipaddr.IPv6.networkAddressFromCIDR(text);

/** A range in CIDR notation, however it is spelt; undefined for what is none, or names an address within it. */
export function anyRange(text: string): Range | undefined {
  const [spelt = ''] = text.split('/');
  // Forms such as 10.1 or 0x7f000001 mean something else to every reader.
  if (!ipaddr.IPv4.isValidFourPartDecimal(spelt) && !ipaddr.IPv6.isValid(spelt)) return undefined;
  try {
    const [address, prefix] = ipaddr.parseCIDR(text);
    const family: Family = address.kind() === 'ipv4' ? 'IPV4' : 'IPV6';
    const plain = `${address.toString()}/${prefix}`;
    if (networkOf(plain, family).toString() !== address.toString()) return undefined;
    return { family, text: plain, cidr: [address, prefix] };
  } catch {
    return undefined;
  }
}

/** A range that a response may block: no wider than a /16 of IPv4 or a /32 of IPv6. */
export function blockableRange(text: string): Range | undefined {
  const range = anyRange(text);
  return range && range.cidr[1] >= widest[range.family] ? range : undefined;
}

/** Whether two ranges share an address. */
export function overlap(left: Range, right: Range): boolean {
  if (left.family !== right.family) return false;
  const [wide, narrow] = left.cidr[1] <= right.cidr[1] ? [left, right] : [right, left];
  const [address] = narrow.cidr;
  const [network, prefix] = wide.cidr;
  return address instanceof ipaddr.IPv4
    ? address.match(network as ipaddr.IPv4, prefix)
    : address.match(network as ipaddr.IPv6, prefix);
}
