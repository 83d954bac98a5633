import ipaddr from 'ipaddr.js';

/** What is handed out of the IPv6 Internet; everything else is special in some way (IANA, IPv6 Global Unicast Address Assignments). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is one of the public Internet: no private, shared, loopback, link-local (cloud metadata among them),
 * unique-local, multicast, reserved or documentation address, no tunnel or translation that could lead to one. An IPv4
 * address in the clothes of IPv6 is judged as what it is. What is not an address in plain form is none.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return false;
  const judged = ipaddr.process(address);
  if (judged.range() !== 'unicast') return false;
  return judged instanceof ipaddr.IPv4 || judged.match(globalUnicast);
}
