import type { Pool } from '#/domain/access/roles.ts';

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
};

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
};
