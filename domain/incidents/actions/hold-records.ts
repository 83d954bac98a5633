import { action, type Prior } from '#/domain/incidents/action.ts';
import type { Eyes } from '#/domain/incidents/ports.ts';

const holdsOf = async (eyes: Eyes, { id }: { readonly id: string }): Promise<Prior | undefined> =>
  (await eyes.standing(id)) && { held: await eyes.isHeld(id) };

/** Nothing of theirs is deleted meanwhile; it lapses after 72 hours unless a second person confirms it. */
export const holdRecords = action({
  id: 'hold-records',
  target: 'person',
  says: 'puts a provisional hold of 72 hours on the person’s records',
  inverse: 'release-records',
  tier: 0,
  d3fend: 'D3-CCSA',
  iam: [],
  look: holdsOf,
  isSo: ({ held }) => held === true,
  act: ({ holds }, { id }, _, { incidentId }) => holds.place(id, incidentId),
  probe: { says: 'the key table names a hold', holds: (eyes, { id }) => eyes.isHeld(id) },
});

/** Only a hold that nobody has confirmed: a confirmed one ends by the two people who release it. */
export const releaseRecords = action({
  id: 'release-records',
  target: 'person',
  says: 'lifts the provisional hold of this case',
  inverse: 'hold-records',
  tier: 0,
  d3fend: 'D3-RNA',
  iam: [],
  look: holdsOf,
  isSo: ({ held }) => held === false,
  act: ({ holds }, { id }, _, { incidentId }) => holds.lift(id, incidentId),
  probe: { says: 'no provisional hold of this case is left', holds: async (eyes, { id }) => !(await eyes.isHeld(id)) },
});
