/** Who somebody is to the API. A role comes from the user pool's groups; what it reaches comes from relations. */
export const organizationRoles = ['org_admin', 'coach', 'sponsor'] as const;
export const staffRoles = ['support', 'security', 'privacy', 'platform_admin'] as const;
export const roles = ['client', ...organizationRoles, ...staffRoles] as const;

export type StaffRole = (typeof staffRoles)[number];
export type OrganizationRole = (typeof organizationRoles)[number];
export type Role = (typeof roles)[number];

/** The two user pools. Workforce always signs in with two factors, so its tokens may carry workforce roles. */
export const pools = ['workforce', 'clients'] as const;
export type Pool = (typeof pools)[number];

export const poolOf = (role: Role): Pool => (role === 'client' ? 'clients' : 'workforce');

export const membershipStates = ['active', 'deactivated'] as const;
export const accountStates = ['active', 'suspended', 'closed'] as const;

/**
 * How a caller stands to what a route is about:
 * - `self`: their own record; `none`: nothing personal is reached;
 * - `coach` / `client`: of the engagement in the path, not ended, the coach's membership active;
 * - `member`: an active membership with that role in the organisation in the path;
 * - `champion`: such a membership whose holder is a privacy champion of the organisation;
 * - `guardian`: decides for the minor in the path, confirmed and until they come of age;
 * - `grantee`: staff who asked for the grant in the path, while it is open and covers what is asked.
 */
export const relations = ['none', 'self', 'coach', 'client', 'member', 'champion', 'guardian', 'grantee'] as const;
export type Relation = (typeof relations)[number];

/** Minutes without a request after which a sign-in ends: by pool, and for anybody after a coaching session was completed. */
export const idleMinutes = { workforce: 30, clients: 60, afterSession: 15 } as const;

/** Lifetimes the user pools are set to. */
export const tokenLifetimes = {
  workforce: { accessMinutes: 5, refreshHours: 12 },
  clients: { accessMinutes: 15, refreshHours: 24 * 30 },
} as const;
