import { action, type Prior } from '#/domain/incidents/action.ts';
import type { Eyes } from '#/domain/incidents/ports.ts';

const iam = ['iam:GetRolePolicy', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy'];
const denialOf = async (eyes: Eyes, { id }: { readonly id: string }): Promise<Prior | undefined> => {
  const standing = await eyes.instance(id);
  return standing && { before: standing.staffSessionsAfter, now: eyes.second() };
};

/** A denial on `aws:TokenIssueTime`: whoever assumes the role anew comes in. The engine’s own role is not among them. */
export const endStaffSessions = action({
  id: 'end-staff-sessions',
  target: 'instance',
  says: 'denies the staff’s IAM roles every session that was issued before now',
  inverse: 'restore-staff-sessions',
  tier: 1,
  d3fend: 'D3-ANCI',
  iam,
  look: denialOf,
  isSo: () => false,
  act: ({ staff }, { id }, _, { at }) => staff.endSessions(id, at),
  probe: {
    says: 'the roles deny every session from before the look',
    holds: async (eyes, { id }, { now }) => ((await eyes.instance(id))?.staffSessionsAfter ?? 0) >= Number(now),
  },
});

export const restoreStaffSessions = action({
  id: 'restore-staff-sessions',
  target: 'instance',
  says: 'puts the earlier denial of the staff’s IAM roles back, or takes it away',
  inverse: 'end-staff-sessions',
  tier: 1,
  d3fend: 'D3-RNA',
  iam,
  look: denialOf,
  isSo: () => false,
  act: ({ staff }, { id }, { before }) => staff.restoreSessions(id, Number(before)),
  probe: {
    says: 'the roles deny what they denied before',
    holds: async (eyes, { id }, { before }) => (await eyes.instance(id))?.staffSessionsAfter === before,
  },
});
