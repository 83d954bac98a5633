/**
 * The stores: one DynamoDB table each, per instance. The CDK app and the local run both build their tables from this,
 * so they cannot differ.
 */
export type StoreDefinition = {
  readonly says: string;
  /** Rows carry `ttl` (epoch seconds). The key table has none: losing a key row loses a person's records. */
  readonly ttl: boolean;
  /** Rows leave as events (DynamoDB stream with new images). */
  readonly stream: boolean;
  /** CloudTrail records every data event on the table. */
  readonly trailed: boolean;
  /** `locked7` is the key table's own short backup: an old copy of a destroyed key would undo an erasure. */
  readonly backup: 'nightly30' | 'locked7' | 'none';
};

export const stores = {
  directory: {
    says: 'People, organisations, memberships, engagements, session epochs.',
    ttl: true,
    stream: false,
    trailed: true,
    backup: 'nightly30',
  },
  keys: {
    says: 'Wrapped data keys, one per subject and purpose.',
    ttl: false,
    stream: false,
    trailed: true,
    backup: 'locked7',
  },
  coaching: {
    says: 'Sessions, notes, goals, actions, messages.',
    ttl: true,
    stream: false,
    trailed: true,
    backup: 'nightly30',
  },
  consent: {
    says: 'The consent ledger and the current state per subject.',
    ttl: false,
    stream: false,
    trailed: true,
    backup: 'nightly30',
  },
  accesslog: {
    says: 'Who opened what for which purpose: ids only.',
    ttl: true,
    stream: false,
    trailed: true,
    backup: 'nightly30',
  },
  activity: {
    says: 'Idempotency records, sign-ins, outbox, engagement logs and the figures made of them.',
    ttl: true,
    stream: true,
    trailed: false,
    backup: 'none',
  },
  rights: {
    says: 'Data requests, holds, certificates.',
    ttl: true,
    stream: false,
    trailed: true,
    backup: 'nightly30',
  },
  incidents: {
    says: 'Cases, timeline, deadlines, approvals.',
    ttl: true,
    stream: false,
    trailed: true,
    backup: 'nightly30',
  },
} as const satisfies Record<string, StoreDefinition>;

export type StoreName = keyof typeof stores;
export const storeNames = Object.keys(stores) as StoreName[];

/** The attributes every table shares. */
export const tableShape = { partitionKey: 'pk', sortKey: 'sk', ttlAttribute: 'ttl' } as const;
