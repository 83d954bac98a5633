import type { Role } from '#/domain/access/roles.ts';
import type { RunningInstance } from '#/local/run/instance.ts';

/** What the benches know of the instance that runs beside them. */
export type InstanceFacts = Pick<
  RunningInstance,
  'id' | 'region' | 'apiUrl' | 'awsEndpointUrl' | 'userPools' | 'tables' | 'keys' | 'response'
> & {
  readonly people: Readonly<Record<Role, { readonly personId: string; readonly accessToken: string }>>;
  readonly organizationId: string;
  readonly termsId: string;
  readonly engagementId: string;
  readonly agreementId: string;
};

export type FromInstance = { readonly ready: InstanceFacts } | { readonly failed: string } | 'settled';

/** Asks it to answer `settled` when all that follows from what was written is done. */
export type ToInstance = 'settle';
