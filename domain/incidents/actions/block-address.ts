import { action, type Prior } from '#/domain/incidents/action.ts';
import type { Eyes } from '#/domain/incidents/ports.ts';

const iam = ['wafv2:GetIPSet', 'wafv2:UpdateIPSet'];
const blockOf = async (eyes: Eyes, { id }: { readonly id: string }): Promise<Prior | undefined> => {
  const blocked = await eyes.isBlocked(id);
  return blocked === undefined ? undefined : { blocked };
};

/** The change is stored at once; the edges know it within seconds to minutes. */
export const blockAddress = action({
  id: 'block-address',
  target: 'address',
  says: 'puts the range on the firewall’s list of blocked ones, IPv4 or IPv6',
  inverse: 'unblock-address',
  tier: 1,
  d3fend: 'D3-NTF',
  iam,
  look: blockOf,
  isSo: ({ blocked }) => blocked === true,
  act: ({ addresses }, { id }) => addresses.block(id),
  probe: { says: 'the list names it', holds: async (eyes, { id }) => (await eyes.isBlocked(id)) === true },
});

export const unblockAddress = action({
  id: 'unblock-address',
  target: 'address',
  says: 'takes the range off the firewall’s list',
  inverse: 'block-address',
  tier: 1,
  d3fend: 'D3-RNA',
  iam,
  look: blockOf,
  isSo: ({ blocked }) => blocked === false,
  act: ({ addresses }, { id }) => addresses.unblock(id),
  probe: { says: 'the list does not name it', holds: async (eyes, { id }) => (await eyes.isBlocked(id)) === false },
});
