import type { Pool } from '#/domain/access/roles.ts';
import type { Evidence } from './evidence-kinds.ts';
import type { Found, Sought } from './findings.ts';
import type { Target } from './targets.ts';

/** Whether somebody, an organisation or everybody may come in, and since when sign-ins count (epoch seconds). */
export type Standing = { readonly status: 'active' | 'suspended' | 'closed'; readonly revokedBefore: number };

/** An account as its user pool knows it; nothing that names the person. */
export type Account = {
  readonly pool: Pool;
  readonly enabled: boolean;
  /** Roles of the staff. */
  readonly groups: readonly string[];
  /** How many are remembered. */
  readonly devices: number;
  /** Nobody gets in before they chose a new password. */
  readonly hasToReset: boolean;
};

/** A coach’s work with one client. `suspended`: neither of the two reaches its records. */
export type RelationshipState = 'active' | 'suspended' | 'ended';

/** An integration as our side knows it. */
export type IntegrationStanding = {
  readonly suspended: boolean;
  /** Deliveries that failed are sent again. */
  readonly redelivers: boolean;
  /** Grows by one with every secret. */
  readonly secretVersion: number;
};

/** A way out to people. `devices`: how many device tokens it can still reach. */
type ChannelStanding = { readonly halted: boolean; readonly devices: number };

/** What AWS says of the instance itself; nothing that names a person. */
export type InstanceStanding = {
  /** The trail writes, and its selectors are those of the baseline. */
  readonly trail: 'at-baseline' | 'changed' | 'stopped';
  /** Sessions of the staff’s IAM roles that were issued before are refused (epoch seconds); 0: none are. */
  readonly staffSessionsAfter: number;
  readonly writesFrozen: boolean;
  /** Keys of ours that wait for their deletion. */
  readonly dyingKeys: readonly string[];
};

/** Whom an incident concerns, computed from the access log: counts only. */
export type Concerned = { readonly people: number; readonly jurisdictions: readonly string[] };

/** What a response sees. Every mode has these; plan mode has nothing else. */
export type Eyes = {
  /** The present, epoch seconds. */
  readonly second: () => number;
  /** Of a person, an organisation or the instance; undefined when there is none. */
  readonly standing: (scope: string) => Promise<Standing | undefined>;
  /** Undefined when no pool knows the person. */
  readonly account: (personId: string) => Promise<Account | undefined>;
  /** Whether the door lets in a token of a sign-in at that second (epoch seconds): the same decision that a request meets. */
  readonly admits: (personId: string, authTime: number) => Promise<boolean>;
  /** Whether a legal hold is on the person’s records. */
  readonly isHeld: (personId: string) => Promise<boolean>;
  /** Somebody of the organisation or the instance who would be let in if it were not frozen; never a security officer. */
  readonly memberOf: (scope: string) => Promise<string | undefined>;
  /** Whether the staff alone is kept out of the instance. */
  readonly staffFrozen: (instanceId: string) => Promise<boolean>;
  readonly relationship: (engagementId: string) => Promise<RelationshipState | undefined>;
  /** A coach’s engagements that have not ended. */
  readonly relationshipsOf: (
    personId: string,
  ) => Promise<{ readonly active: readonly string[]; readonly suspended: readonly string[] }>;
  readonly integration: (integrationId: string) => Promise<IntegrationStanding | undefined>;
  readonly channel: (channelId: string) => Promise<ChannelStanding | undefined>;
  /** Undefined for what is no range in CIDR notation, or one wider than a response may block. */
  readonly isBlocked: (range: string) => Promise<boolean | undefined>;
  /** Whether exports of a person, an organisation or the instance are stopped; undefined when there is no such scope. */
  readonly exportsStopped: (scope: string) => Promise<boolean | undefined>;
  readonly instance: (instanceId: string) => Promise<InstanceStanding | undefined>;
  /** Open grants of support that this member of the staff holds, by id. */
  readonly grantsHeldBy: (personId: string) => Promise<readonly string[]>;
  /** How many items of this kind about the target lie in the evidence vault; undefined when there is no such target. */
  readonly evidenceOf: (kind: Evidence, target: Target) => Promise<number | undefined>;
  /** Answered from the access log and the events of detection. */
  readonly find: <S extends Sought>(sought: S, of: Target) => Promise<readonly Target<Found[S]>[]>;
  readonly concerned: (of: Target) => Promise<Concerned>;
};

/** For which case and execution an item of evidence is kept, and when (epoch milliseconds). */
export type Kept = { readonly incidentId: string; readonly executionId: string; readonly at: number };

/** What a response can do. Each call may be repeated with the same effect. */
export type Hands = {
  readonly sessions: {
    /** Keeps out every sign-in up to now, in one write; effective at the next request. Refuses the last active officer. */
    readonly close: (scope: string, incidentId: string) => Promise<void>;
    /** Lets in who signs in anew, when no other case keeps them out. */
    readonly reopen: (scope: string, incidentId: string) => Promise<void>;
  };
  readonly accounts: {
    readonly signOut: (personId: string) => Promise<void>;
    readonly disable: (personId: string) => Promise<void>;
    readonly enable: (personId: string) => Promise<void>;
    readonly forgetDevices: (personId: string) => Promise<void>;
    /** The person has to choose a new password before anything else. */
    readonly resetPassword: (personId: string) => Promise<void>;
    /** Takes the second factor away, so that it is set up anew. */
    readonly resetFactors: (personId: string) => Promise<void>;
    readonly leaveGroups: (personId: string, groups: readonly string[]) => Promise<void>;
    readonly joinGroups: (personId: string, groups: readonly string[]) => Promise<void>;
  };
  readonly holds: {
    /** Provisional for 72 hours, longer only when a second person confirms it. */
    readonly place: (personId: string, incidentId: string) => Promise<void>;
    /** Ends the provisional hold of this case, if nobody has confirmed it. */
    readonly lift: (personId: string, incidentId: string) => Promise<void>;
  };
  readonly relationships: {
    readonly suspend: (engagementIds: readonly string[], incidentId: string) => Promise<void>;
    /** Those that no other case keeps suspended. */
    readonly resume: (engagementIds: readonly string[], incidentId: string) => Promise<void>;
  };
  readonly staff: {
    /** Keeps out every sign-in of the staff but fresh ones of security officers, in one write. */
    readonly freeze: (instanceId: string, incidentId: string) => Promise<void>;
    readonly unfreeze: (instanceId: string, incidentId: string) => Promise<void>;
    /** Denies their IAM roles whatever carries a session issued before this moment (epoch milliseconds). */
    readonly endSessions: (instanceId: string, before: number) => Promise<void>;
    /** Puts the earlier denial back (epoch seconds), or takes it away with 0. */
    readonly restoreSessions: (instanceId: string, before: number) => Promise<void>;
    readonly revokeGrants: (grantIds: readonly string[], incidentId: string) => Promise<void>;
  };
  readonly integrations: {
    readonly suspend: (integrationId: string, incidentId: string) => Promise<void>;
    readonly resume: (integrationId: string, incidentId: string) => Promise<void>;
    readonly stopRedelivery: (integrationId: string, incidentId: string) => Promise<void>;
    readonly resumeRedelivery: (integrationId: string, incidentId: string) => Promise<void>;
    /** To the version after this one; changes nothing when a later one stands. The earlier secret is refused at once. */
    readonly rotateSecret: (integrationId: string, from: number) => Promise<void>;
  };
  readonly channels: {
    readonly halt: (channelId: string, incidentId: string) => Promise<void>;
    readonly resume: (channelId: string, incidentId: string) => Promise<void>;
    readonly revokeDevices: (channelId: string) => Promise<void>;
  };
  readonly addresses: {
    /** Into the list of its family, IPv4 or IPv6; takes seconds to minutes until every edge knows. */
    readonly block: (range: string) => Promise<void>;
    readonly unblock: (range: string) => Promise<void>;
  };
  readonly exports: {
    readonly stop: (scope: string, incidentId: string) => Promise<void>;
    readonly resume: (scope: string, incidentId: string) => Promise<void>;
  };
  readonly instances: {
    /** Starts logging, and puts the selectors back to those that were deployed. */
    readonly restartTrail: (instanceId: string) => Promise<void>;
    readonly freezeWrites: (instanceId: string, incidentId: string) => Promise<void>;
    readonly allowWrites: (instanceId: string, incidentId: string) => Promise<void>;
    /** And enables them again: a key whose deletion was cancelled is disabled. */
    readonly keepKeys: (keyIds: readonly string[]) => Promise<void>;
  };
  readonly evidence: {
    /** Ids, hashes, counts and log lines; sealed, hashed and locked. One item per execution, however often it is called. */
    readonly keep: (kind: Evidence, target: Target, occasion: Kept) => Promise<void>;
  };
};
