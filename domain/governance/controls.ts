/** A promise, and the code or stack that keeps it. A test holds every file named here to exist. */
export type Control = {
  /** What it protects, as a heading. */
  readonly title: string;
  readonly says: string;
  readonly enforcedBy: readonly [string, ...string[]];
};

/** What protects people’s data. Documents cite these and nothing else as measures (GDPR Art. 32). */
export const controls = {
  one_door: {
    title: 'One door',
    says: 'Every read states a purpose and is checked against sign-in, relation and consent. A check that is missing ends as “no key”, not as a leak.',
    enforcedBy: ['vault/door.ts', 'vault/admit.ts', 'vault/consent-gate.ts'],
  },
  sealing: {
    title: 'Sealed records',
    says: 'What people write and how to reach them is encrypted before it is stored (AES-256-GCM), under a key of its own for each person and purpose.',
    enforcedBy: ['vault/sealing.ts', 'vault/keys.ts', 'domain/data-map/entity.ts'],
  },
  key_separation: {
    title: 'Keys by purpose',
    says: 'A function can have KMS unwrap keys only for the purposes of its contract; a note cannot be opened by code that is there for something else.',
    enforcedBy: ['vault/wrapping.ts', 'lib/constructs/area-statements.ts', 'lib/constructs/key-statements.ts'],
  },
  withdrawal: {
    title: 'Consent that releases keys',
    says: 'Withdrawing a consent destroys its keys in the same transaction. No read begun after its answer succeeds for that purpose.',
    enforcedBy: ['vault/consents.ts', 'domain/consent/choices.ts'],
  },
  access_log: {
    title: 'Every opening is logged',
    says: 'Who opened which record for which purpose is written before anything is shown. If it cannot be written, nothing is shown.',
    enforcedBy: ['vault/access-log.ts', 'domain/data-map/entities/safeguards.ts'],
  },
  sign_in: {
    title: 'Sign-in',
    says: 'Staff, coaches and organisations always sign in with two factors. Access tokens last minutes, and ending somebody’s sign-ins counts at their next request.',
    enforcedBy: ['lib/identity-stack.ts', 'domain/access/standing.ts', 'domain/access/roles.ts'],
  },
  least_privilege: {
    title: 'Least privilege',
    says: 'Each function has a role of its own that follows from its contract. Every route is tried as every role by a test.',
    enforcedBy: ['lib/constructs/grant-area.ts', 'lambdas/contract.ts', 'test/api/matrix/matrix.test.ts'],
  },
  break_glass: {
    title: 'Staff are let in',
    says: 'Staff look into coaching records only through a grant: with a ticket, for named kinds of records, for an hour at most, approved by the person or, for safety and the law, by two others. The person sees it at once, and somebody who had no part in it reviews it.',
    enforcedBy: ['vault/grant-gate.ts', 'domain/support/grants.ts', 'lambdas/support-clock/overdue.ts'],
  },
  minors: {
    title: 'Minors',
    says: 'Whoever is too young to consent alone asks; a guardian whom the privacy office has confirmed decides, and what they gave ends at majority.',
    enforcedBy: ['domain/consent/ages.ts', 'vault/guardian-gate.ts', 'lambdas/majority-clock/majority.ts'],
  },
  retention: {
    title: 'Retention',
    says: 'Every record has a period. What has expired is returned by no read, and is deleted behind that.',
    enforcedBy: ['domain/data-map/expiry.ts', 'domain/data-map/retention.ts'],
  },
  residency: {
    title: 'One region',
    says: 'People’s data stays in the region of their instance; backups in a second region of the same jurisdiction. Instances share nothing.',
    enforcedBy: ['lib/instances.ts', 'lib/instance.ts', 'test/lib/promises/residency.ts'],
  },
  transport: {
    title: 'In transit',
    says: 'TLS 1.2 with forward secrecy is the least, TLS 1.3 is preferred.',
    enforcedBy: ['lib/api-stack.ts', 'lib/constructs/closed-bucket.ts'],
  },
  at_rest: {
    title: 'At rest',
    says: 'Tables, files, logs, queues and backups are encrypted under keys of the instance that rotate.',
    enforcedBy: ['lib/keys-stack.ts', 'lib/data-stack.ts', 'lib/constructs/encrypted-log-group.ts'],
  },
  firewall: {
    title: 'Firewall',
    says: 'A firewall stands before the API; it blocks known attacks, listed addresses and floods of requests.',
    enforcedBy: ['lib/constructs/web-acl.ts', 'lib/block-lists-stack.ts'],
  },
  trail: {
    title: 'Trail',
    says: 'Every call to AWS, and every read and write of the sensitive tables and of files, is recorded in a locked place with alarms on it.',
    enforcedBy: ['lib/audit-stack.ts', 'lib/alarms-stack.ts'],
  },
  quiet_logs: {
    title: 'Quiet logs',
    says: 'Logs hold route, outcome and time, and no path, body, header, address or message of an error.',
    enforcedBy: ['lambdas/platform/telemetry.ts', 'lib/api-stack.ts'],
  },
  backups: {
    title: 'Backups',
    says: 'Nightly copies in locked vaults, gone by themselves after their days; wrapped keys have a short backup of their own.',
    enforcedBy: ['lib/backup-stack.ts', 'lib/constructs/locked-vaults.ts'],
  },
  strict_contracts: {
    title: 'Nothing undeclared',
    says: 'What is not declared in the data map cannot be stored, and a field that is not declared in a contract cannot leave.',
    enforcedBy: ['domain/data-map/map.ts', 'lambdas/platform/input.ts', 'lambdas/platform/answer.ts'],
  },
  proof: {
    title: 'Proof',
    says: 'Choices stand in a signed chain. Receipts can be checked offline with our public keys, and any changed byte shows.',
    enforcedBy: ['domain/consent/ledger.ts', 'domain/proof/signed-document.ts', 'vault/signer.ts'],
  },
  no_sale: {
    title: 'No sale',
    says: 'Personal data is neither sold nor shared for money or advertising. A purpose of that kind cannot be registered: it does not compile.',
    enforcedBy: ['domain/data-map/purposes.ts'],
  },
} as const satisfies Record<string, Control>;

export type ControlId = keyof typeof controls;
export const controlList: readonly Control[] = Object.values(controls);
