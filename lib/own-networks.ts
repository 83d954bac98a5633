import type { Instance } from './instances.ts';

/** Ranges that belong to no stranger: our own networks, this machine, neighbours, everybody at once (RFC 6890). */
const nobodyElses = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
  '::/127',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
];

/** What a response never blocks: it would lock out ourselves. */
export const ownNetworks = ({ ownNetworks: ours }: Instance): readonly string[] => [...nobodyElses, ...ours];
