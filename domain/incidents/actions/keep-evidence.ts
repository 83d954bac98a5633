import { type Action, action } from '#/domain/incidents/action.ts';
import { type Evidence, evidenceKinds } from '#/domain/incidents/evidence-kinds.ts';
import type { TargetType } from '#/domain/incidents/targets.ts';

const vaultOfEvidence = ['s3:PutObject', 's3:PutObjectRetention', 's3:PutObjectLegalHold', 's3:GetObject'];
const read: Readonly<Record<Evidence, readonly string[]>> = {
  'access-log': [],
  'sign-in-events': ['cognito-idp:AdminListUserAuthEvents'],
  'directory-standing': [
    'cognito-idp:AdminGetUser',
    'cognito-idp:AdminListGroupsForUser',
    'cognito-idp:AdminListDevices',
  ],
  'delivery-log': [],
  trail: ['cloudtrail:LookupEvents', 'cloudtrail:GetTrailStatus', 'cloudtrail:GetEventSelectors'],
  'key-standing': ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:ListGrants'],
};

/** It is kept, never taken back: what ends it is its retention. */
const keep = <T extends TargetType>(kind: Evidence, target: T): Action<T> =>
  action<T>({
    id: `keep-${kind}-of-${target}`,
    target,
    says: `puts into the evidence vault: ${evidenceKinds[kind]}`,
    inverse: 'irreversible',
    tier: 0,
    d3fend: 'D3-CCSA',
    iam: [...read[kind], ...vaultOfEvidence],
    look: async (eyes, on) => {
      const items = await eyes.evidenceOf(kind, on);
      return items === undefined ? undefined : { items };
    },
    isSo: () => false,
    act: ({ evidence }, on, _, { incidentId, executionId, at }) =>
      evidence.keep(kind, on, { incidentId, executionId, at }),
    probe: {
      says: 'the vault lists one item more, with its hash',
      holds: async (eyes, on, { items }) => ((await eyes.evidenceOf(kind, on)) ?? 0) > Number(items),
    },
  });

export const keepAccessLogOfPerson = keep('access-log', 'person');
export const keepAccessLogOfOrganization = keep('access-log', 'organization');
export const keepAccessLogOfIntegration = keep('access-log', 'integration');
export const keepAccessLogOfInstance = keep('access-log', 'instance');
export const keepSignInsOfPerson = keep('sign-in-events', 'person');
export const keepSignInsOfInstance = keep('sign-in-events', 'instance');
export const keepStandingOfPerson = keep('directory-standing', 'person');
export const keepDeliveriesOfIntegration = keep('delivery-log', 'integration');
export const keepDeliveriesOfChannel = keep('delivery-log', 'channel');
export const keepTrailOfInstance = keep('trail', 'instance');
export const keepKeysOfInstance = keep('key-standing', 'instance');
