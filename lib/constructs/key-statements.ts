import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Area } from '#/domain/api/area.ts';
import type { AreaResources } from './area-resources.ts';

/** What a contract asks of the instance's own keys: wrapping, hashing, signing. */
export function keyStatements(area: Area, resources: Pick<AreaResources, 'place' | 'keys'>): PolicyStatement[] {
  return [...wrappingStatements(area, resources), ...otherStatements(area, resources)];
}

/**
 * Each right on the wrapping key is for named purposes. ReEncrypt is authorised twice, as ReEncryptFrom and as ReEncryptTo
 * (KMS API reference, ReEncrypt, "Required permissions"), and both know `kms:EncryptionContext:` (service authorization
 * reference). So each has its own statement: the source's context for the first, the destination's for the second (verify;
 * docs/first-deployment.md shows how).
 */
function wrappingStatements({ keys: asked }: Area, { place, keys }: Pick<AreaResources, 'place' | 'keys'>) {
  const wrapping = (sid: string, action: string, purposes: readonly string[]): PolicyStatement[] =>
    purposes.length === 0
      ? []
      : [
          new PolicyStatement({
            sid,
            actions: [action],
            resources: [keys.wrapping],
            conditions: {
              StringEquals: {
                'kms:EncryptionContext:instance': place.id,
                'kms:EncryptionContext:purpose': [...purposes],
              },
            },
          }),
        ];
  return [
    ...wrapping('UnwrapSubjectKeys', 'kms:Decrypt', asked.unwrap),
    ...wrapping('MakeSubjectKeys', 'kms:GenerateDataKey', asked.create ?? []),
    ...wrapping('RewrapFrom', 'kms:ReEncryptFrom', asked.rewrap?.from ?? []),
    ...wrapping('RewrapTo', 'kms:ReEncryptTo', asked.rewrap?.to ?? []),
  ];
}

/** Verifying a hash is comparing, and verifying a signature needs the public key only: neither needs a right of its own. */
function otherStatements({ keys: asked }: Area, { keys }: Pick<AreaResources, 'place' | 'keys'>): PolicyStatement[] {
  const use = (sid: string, action: string, key: string) =>
    new PolicyStatement({ sid, actions: [action], resources: [key] });
  return [
    ...(asked.mac ? [use('KeyedHashes', 'kms:GenerateMac', keys.mac)] : []),
    ...(asked.sign ? [use('Sign', 'kms:Sign', keys.signing)] : []),
    ...(asked.sign || asked.publishes ? [use('ReadPublicKey', 'kms:GetPublicKey', keys.signing)] : []),
  ];
}
