/**
 * What a response does to AWS itself, besides stores, buckets and accounts. Each becomes exactly these actions, on
 * resources of the instance alone. Nothing here can turn off a key, a trail or a role: only back on, or more narrow.
 */
export const responseActions = {
  /** The firewall’s lists of blocked addresses. */
  addresses: ['wafv2:GetIPSet', 'wafv2:UpdateIPSet'],
  /** The trail, back to what was deployed; and what it knows. */
  trail: [
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetTrailStatus',
    'cloudtrail:LookupEvents',
    'cloudtrail:PutEventSelectors',
    'cloudtrail:StartLogging',
  ],
  /** A denial of earlier sessions on the roles that people assume; never on a function’s. */
  staffSessions: ['iam:DeleteRolePolicy', 'iam:GetRolePolicy', 'iam:PutRolePolicy'],
  /** Keys that wait for their deletion; never the one that protects the engine’s own state. */
  keys: ['kms:CancelKeyDeletion', 'kms:DescribeKey', 'kms:EnableKey', 'kms:GetKeyPolicy', 'kms:ListGrants'],
} as const satisfies Record<string, readonly string[]>;
export type ResponsePower = keyof typeof responseActions;

/** How a response finds those resources. */
export const responseEnv = {
  /** ARNs of the lists; ranges in CIDR notation, separated by commas, that are never blocked. */
  addresses: ['COACHVAULT_BLOCK_LIST_IPV4', 'COACHVAULT_BLOCK_LIST_IPV6', 'COACHVAULT_OWN_NETWORKS'],
  /** Its ARN; the selectors that were deployed, as JSON in the form of CloudTrail’s API. */
  trail: ['COACHVAULT_TRAIL', 'COACHVAULT_TRAIL_BASELINE'],
  /** Names, separated by commas. */
  staffSessions: ['COACHVAULT_STAFF_ROLES'],
  /** ARNs, separated by commas. */
  keys: ['COACHVAULT_KEYS'],
} as const satisfies Record<ResponsePower, readonly `COACHVAULT_${string}`[]>;
export type ResponseEnv = (typeof responseEnv)[ResponsePower][number];
