import type { Account, InstanceStanding, IntegrationStanding } from '#/domain/incidents/ports.ts';
import { address, instance, person, type Target, targetName } from '#/domain/incidents/targets.ts';

export type Scope = { status: 'active' | 'suspended' | 'closed'; revokedBefore: number };
type Changing<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A region in memory, small enough to read, for exercises: nobody in it is anybody. Its eyes and hands keep the promises that
 * the ports state.
 */
export type World = {
  second: number;
  readonly scopes: Map<string, Scope>;
  readonly accounts: Map<string, Changing<Account>>;
  readonly memberships: Map<string, string>;
  readonly held: Set<string>;
  readonly relationships: Map<string, { coachId: string; state: 'active' | 'suspended' | 'ended' }>;
  readonly integrations: Map<string, Changing<IntegrationStanding>>;
  readonly channels: Map<string, { halted: boolean; devices: number }>;
  readonly blocked: Set<string>;
  readonly exportsStopped: Set<string>;
  readonly instance: Changing<InstanceStanding> & { staffFrozen: boolean };
  readonly grants: Map<string, string>;
  readonly evidence: Map<string, Set<string>>;
  readonly found: Map<string, readonly Target[]>;
  readonly concerned: { people: number; jurisdictions: readonly string[] };
};

export const regionId = 'eu';

const account = (pool: Account['pool'], groups: readonly string[]): Changing<Account> => ({
  pool,
  enabled: true,
  groups,
  devices: 2,
  hasToReset: false,
});

/** An organisation with a coach, a client and a member of the staff; an integration and a channel; nothing is contained. */
export const exercisedRegion = (): World => ({
  second: 1_800_000_000,
  scopes: new Map(
    ['eu.person_coach', 'eu.person_client', 'eu.person_staff', 'eu.org_1', regionId].map((scope) => [
      scope,
      { status: 'active', revokedBefore: 0 },
    ]),
  ),
  accounts: new Map([
    ['eu.person_coach', account('workforce', ['coach'])],
    ['eu.person_client', account('clients', [])],
    ['eu.person_staff', account('workforce', ['support', 'platform_admin'])],
  ]),
  memberships: new Map([
    ['eu.person_coach', 'eu.org_1'],
    ['eu.person_client', 'eu.org_1'],
  ]),
  held: new Set(),
  relationships: new Map([
    ['eu.engagement_1', { coachId: 'eu.person_coach', state: 'active' }],
    ['eu.engagement_2', { coachId: 'eu.person_coach', state: 'active' }],
    ['eu.engagement_3', { coachId: 'eu.person_coach', state: 'suspended' }],
    ['eu.engagement_4', { coachId: 'eu.person_coach', state: 'ended' }],
  ]),
  integrations: new Map([['eu.integration_1', { suspended: false, redelivers: true, secretVersion: 1 }]]),
  channels: new Map([['micro_coaching', { halted: false, devices: 40 }]]),
  blocked: new Set(),
  exportsStopped: new Set(),
  instance: {
    trail: 'stopped',
    staffSessionsAfter: 0,
    writesFrozen: false,
    dyingKeys: ['eu.key_1'],
    staffFrozen: false,
  },
  grants: new Map([['eu.grant_1', 'eu.person_staff']]),
  evidence: new Map(),
  found: new Map<string, readonly Target[]>([
    ['actors', [person('eu.person_coach')]],
    ['accounts-hit', [person('eu.person_client')]],
    ['instances', [instance(regionId)]],
    ['sources', [address('203.0.113.0/24'), address('2001:db8::/48')]],
  ]),
  concerned: { people: 12, jurisdictions: ['DE', 'FR'] },
});

/** Under which name the evidence of that kind about that target lies. */
export const evidenceKey = (kind: string, target: Target): string => `${kind} of ${targetName(target)}`;
