import { GetIPSetCommand, UpdateIPSetCommand, WAFOptimisticLockException, WAFV2Client } from '@aws-sdk/client-wafv2';
import type { Eyes, Hands } from '#/domain/incidents/ports.ts';
import { once } from '#/domain/once.ts';
import { clientOptions, type Services } from '#/lambdas/platform/services.ts';
import { anyRange, blockableRange, type Family, overlap, type Range } from './ranges.ts';

const firewall = once(() => new WAFV2Client(clientOptions()));
type List = { readonly Name: string; readonly Id: string; readonly Scope: 'REGIONAL' };

/** How often a change is begun anew when somebody else changed the list meanwhile. */
const tries = 10;

/** `arn:aws:wafv2:<region>:<account>:regional/ipset/<name>/<id>` */
function listOf({ config }: Services, family: Family): List {
  const [, , Name = '', Id = ''] = (config[`COACHVAULT_BLOCK_LIST_${family}`].split(':').at(-1) ?? '').split('/');
  return { Name, Id, Scope: 'REGIONAL' };
}

async function readList(list: List): Promise<{ ranges: string[]; token: string | undefined }> {
  const { IPSet, LockToken } = await firewall().send(new GetIPSetCommand(list));
  return { ranges: IPSet?.Addresses ?? [], token: LockToken };
}

/** AWS may spell an address in another way than it was told. */
const is =
  ({ text }: Range) =>
  (listed: string): boolean =>
    (anyRange(listed)?.text ?? listed) === text;

/**
 * Reads the list with its token and writes it back, as often as somebody else was faster.
 * @throws WAFOptimisticLockException when that happens again and again
 */
async function changeList(list: List, change: (ranges: readonly string[]) => string[] | undefined): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { ranges, token } = await readList(list);
    const changed = change(ranges);
    if (!changed) return;
    try {
      await firewall().send(new UpdateIPSetCommand({ ...list, Addresses: changed, LockToken: token }));
      return;
    } catch (error) {
      if (!(error instanceof WAFOptimisticLockException) || attempt === tries) throw error;
    }
  }
}

/** @throws RangeError for what is no range, one that is too wide, or one that holds an address of ours */
function toBlock({ config }: Services, text: string): Range {
  const range = blockableRange(text);
  if (!range)
    throw new RangeError('This is no range that a response may block: CIDR, from /16 (IPv4) or /32 (IPv6) on.');
  const ours = config.COACHVAULT_OWN_NETWORKS.split(',').flatMap((own) => anyRange(own) ?? []);
  if (ours.some((own) => overlap(own, range)))
    throw new RangeError('This range holds addresses of ours: blocking it would lock out ourselves.');
  return range;
}

/** Whether the firewall’s list of this family names exactly this range; undefined for what a response may not block. */
export async function isBlocked(services: Services, text: string): ReturnType<Eyes['isBlocked']> {
  const range = blockableRange(text);
  if (!range) return undefined;
  const { ranges } = await readList(listOf(services, range.family));
  return ranges.some(is(range));
}

/** Changes the firewall’s lists. Stored at once; the edges know it within seconds to minutes. */
export const addressHands = (services: Services): Hands['addresses'] => ({
  block: async (text) => {
    const range = toBlock(services, text);
    const add = (ranges: readonly string[]) => (ranges.some(is(range)) ? undefined : [...ranges, range.text]);
    await changeList(listOf(services, range.family), add);
  },
  unblock: async (text) => {
    const range = blockableRange(text);
    if (!range) throw new RangeError('This is no range that a response could have blocked.');
    const take = (ranges: readonly string[]) =>
      ranges.some(is(range)) ? ranges.filter((listed) => !is(range)(listed)) : undefined;
    await changeList(listOf(services, range.family), take);
  },
});
