import type { StaffRole } from '#/domain/access/roles.ts';

/**
 * Who does what in a case. The incident commander is the triage owner: every case has one, and it is they who are paged. A
 * role is taken by one person, and by one who has one of the staff roles named.
 */
export const caseRoles = {
  commander: { says: 'Answers for the case: decides and is paged.', staff: ['security'] },
  scribe: {
    says: 'Writes down what is seen and decided.',
    staff: ['security', 'support', 'privacy', 'platform_admin'],
  },
  forensics: { says: 'Collects evidence and looks for the cause.', staff: ['security', 'platform_admin'] },
  operations: { says: 'Mends and restores.', staff: ['platform_admin', 'security'] },
  communications: { says: 'Tells customers and the people concerned.', staff: ['support', 'privacy', 'security'] },
  privacy: { says: 'Decides on notices, and approves them.', staff: ['privacy'] },
  legal: { says: 'Is asked before authorities, employers and police are told.', staff: ['privacy'] },
} as const satisfies Record<string, { readonly says: string; readonly staff: readonly StaffRole[] }>;

export type CaseRole = keyof typeof caseRoles;
export const caseRoleNames = Object.keys(caseRoles) as CaseRole[];

export type Assignments = Readonly<Partial<Record<CaseRole, string>>>;

/** Somebody of the staff, by id. */
export type Officer = { readonly personId: string; readonly staff: readonly StaffRole[] };

export const mayTake = (role: CaseRole, { staff }: Officer): boolean =>
  staff.some((one) => (caseRoles[role].staff as readonly StaffRole[]).includes(one));
