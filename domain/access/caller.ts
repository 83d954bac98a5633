import type { Pool, Role } from './roles.ts';

/** Who calls, as the access token says and API Gateway has verified. */
export type Caller = {
  readonly personId: string;
  readonly pool: Pool;
  readonly roles: readonly Role[];
  /** Second of the sign-in; refreshing keeps it. */
  readonly authTime: number;
  /** The sign-in, the same over all refreshes (`origin_jti`). */
  readonly signInId: string;
  /** Organisations whose epochs decide over this token; the person's epoch row has the last word. */
  readonly organizationIds: readonly string[];
};
