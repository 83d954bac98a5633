import { action, type Prior } from '#/domain/incidents/action.ts';
import type { Eyes } from '#/domain/incidents/ports.ts';

const frozenOf = async (eyes: Eyes, { id }: { readonly id: string }): Promise<Prior | undefined> =>
  (await eyes.standing(id)) && { frozen: await eyes.staffFrozen(id) };

/** Clients and coaches go on; security officers come in again by a fresh sign-in. */
export const freezeStaff = action({
  id: 'freeze-staff',
  target: 'instance',
  says: 'refuses every token of the staff from the next request on',
  inverse: 'unfreeze-staff',
  tier: 1,
  d3fend: 'D3-ANCI',
  iam: [],
  look: frozenOf,
  isSo: ({ frozen }) => frozen === true,
  act: ({ staff }, { id }, _, { incidentId }) => staff.freeze(id, incidentId),
  probe: { says: 'the door keeps the staff out', holds: (eyes, { id }) => eyes.staffFrozen(id) },
});

export const unfreezeStaff = action({
  id: 'unfreeze-staff',
  target: 'instance',
  says: 'lets the staff in again who sign in anew',
  inverse: 'freeze-staff',
  tier: 1,
  d3fend: 'D3-RNA',
  iam: [],
  look: frozenOf,
  isSo: ({ frozen }) => frozen === false,
  act: ({ staff }, { id }, _, { incidentId }) => staff.unfreeze(id, incidentId),
  probe: { says: 'the door lets the staff in', holds: async (eyes, { id }) => !(await eyes.staffFrozen(id)) },
});
