import { AccountRootPrincipal, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';

type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * The account may do everything, and hands that on by IAM policies of its own roles: for keys that AWS services use
 * for us. Without this statement a key could become unmanageable for good. In a key policy `*` means this key alone.
 */
export const accountAdministers = (): PolicyStatement =>
  new PolicyStatement({
    sid: 'AccountAdministers',
    principals: [new AccountRootPrincipal()],
    actions: ['kms:*'],
    resources: ['*'],
  });

/**
 * The account may manage the key but not use it: no IAM policy, an administrator's included, opens anything with it.
 * Who wants to must change the key policy, and that raises an alarm.
 */
export const accountManages = (): PolicyStatement =>
  new PolicyStatement({
    sid: 'AccountManagesButCannotUse',
    principals: [new AccountRootPrincipal()],
    actions: [
      'kms:CancelKeyDeletion',
      'kms:CreateAlias',
      'kms:DeleteAlias',
      'kms:DescribeKey',
      'kms:DisableKey',
      'kms:DisableKeyRotation',
      'kms:EnableKey',
      'kms:EnableKeyRotation',
      'kms:GetKeyPolicy',
      'kms:GetKeyRotationStatus',
      'kms:ListAliases',
      'kms:ListGrants',
      'kms:ListKeyPolicies',
      'kms:ListKeyRotations',
      'kms:ListResourceTags',
      'kms:PutKeyPolicy',
      'kms:ReplicateKey',
      'kms:RevokeGrant',
      'kms:RotateKeyOnDemand',
      'kms:ScheduleKeyDeletion',
      'kms:TagResource',
      'kms:UntagResource',
      'kms:UpdateAlias',
      'kms:UpdateKeyDescription',
      'kms:UpdatePrimaryRegion',
      'kms:SynchronizeMultiRegionKey',
    ],
    resources: ['*'],
  });

/** Only these roles, and each only as far as its own policy says, too. No statement where there is no role. */
export const rolesMayUse = (
  sid: string,
  roleArns: readonly string[],
  actions: readonly string[],
  conditions: Conditions = {},
): PolicyStatement[] =>
  roleArns.length === 0
    ? []
    : [
        new PolicyStatement({
          sid,
          principals: [new AccountRootPrincipal()],
          actions: [...actions],
          resources: ['*'],
          conditions: { ArnEquals: { 'aws:PrincipalArn': [...roleArns] }, ...conditions },
        }),
      ];

/** An AWS service may use the key for the named resources of ours, and for nobody else's. */
export const serviceMayUse = (
  sid: string,
  services: readonly string[],
  actions: readonly string[],
  conditions: Conditions,
): PolicyStatement =>
  new PolicyStatement({
    sid,
    principals: services.map((service) => new ServicePrincipal(service)),
    actions: [...actions],
    resources: ['*'],
    conditions,
  });

export const policyOf = (...statements: PolicyStatement[]): PolicyDocument => new PolicyDocument({ statements });
