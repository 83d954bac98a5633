import { isIP } from 'node:net';
import * as z from 'zod';

/** AWS's limit for one list. */
const mostAddresses = 10_000;
const longestPrefix = { 4: 32, 6: 128 } as const;

/** `192.0.2.0/24`: an address and how many of its bits count. AWS takes every range but the whole Internet. */
function isRange(text: string): boolean {
  const [, address = '', prefix = ''] = /^([0-9a-fA-F:.]{2,45})\/([1-9]\d{0,2})$/.exec(text) ?? [];
  const family = isIP(address);
  return (family === 4 || family === 6) && Number(prefix) <= longestPrefix[family];
}

const name = z.string().regex(/^[\w-]{1,128}$/, 'must be 1 to 128 letters, digits, - and _');
const id = z.string().regex(/^[\w-]{1,36}$/, 'must be the id of an IP set');
/** CLOUDFRONT stands before distributions, and there are none here. */
const Scope = z.literal('REGIONAL', 'must be REGIONAL');

export const inputs = {
  GetIPSet: z.strictObject({ Name: name, Id: id, Scope }),
  UpdateIPSet: z.strictObject({
    Name: name,
    Id: id,
    Scope,
    Description: z.string().max(256).optional(),
    Addresses: z.array(z.string().refine(isRange, 'must be a range such as 192.0.2.0/24')).max(mostAddresses),
    LockToken: z.string().regex(/^[\w-]{1,36}$/, 'must be the token of the last read'),
  }),
  ListIPSets: z.strictObject({
    Scope,
    Limit: z.int().min(1).max(100).default(100),
    NextMarker: z.string().max(256).optional(),
  }),
} as const;
