import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { Area } from '#/domain/api/area.ts';
import { operatorName, type Place, restorerName, roleArn } from '#/lib/names.ts';
import { accountManages, policyOf, rolesMayUse } from './key-policies.ts';

const rolesOf = (place: Place, areas: readonly Area[], wanted: (area: Area) => boolean): string[] =>
  areas.filter(wanted).map((area) => roleArn(place, area.name));

/**
 * Functions whose contract opens or makes data keys open them, and nobody else: no administrator, no support role (IA3).
 * Wrapping again stays on this key, or a stolen role could wrap data keys for somebody else's account.
 */
export function wrappingPolicy(place: Place, areas: readonly Area[]): PolicyDocument {
  const openers = rolesOf(place, areas, ({ keys }) => keys.unwrap.length > 0 || Boolean(keys.create));
  const operator = roleArn(place, operatorName);
  const restorer = roleArn(place, restorerName);
  const rewrappers = [...rolesOf(place, areas, ({ keys }) => Boolean(keys.rewrap)), operator, restorer];
  return policyOf(
    accountManages(),
    ...rolesMayUse('FunctionsUse', openers, ['kms:Decrypt', 'kms:GenerateDataKey']),
    ...rolesMayUse('OperatorMakes', [operator], ['kms:GenerateDataKey']),
    ...rolesMayUse('Rewrap', rewrappers, ['kms:ReEncryptFrom', 'kms:ReEncryptTo'], {
      Bool: { 'kms:ReEncryptOnSameKey': 'true' },
    }),
    ...rolesMayUse('RestorerLooks', [restorer], ['kms:DescribeKey']),
  );
}

/** GenerateMac only: verifying is comparing, and needs no second permission. */
export function macPolicy(place: Place, areas: readonly Area[]): PolicyDocument {
  const users = [...rolesOf(place, areas, ({ keys }) => keys.mac === true), roleArn(place, operatorName)];
  return policyOf(accountManages(), ...rolesMayUse('FunctionsAndOperatorHash', users, ['kms:GenerateMac']));
}

/** Nobody verifies with KMS: the public key is published, and proofs are checked with it offline, for ever. */
export function signingPolicy(place: Place, areas: readonly Area[]): PolicyDocument {
  const signers = rolesOf(place, areas, ({ keys }) => keys.sign === true);
  const readers = rolesOf(place, areas, ({ keys }) => keys.sign === true || keys.publishes === true);
  return policyOf(
    accountManages(),
    ...rolesMayUse('FunctionsSign', signers, ['kms:Sign']),
    ...rolesMayUse('FunctionsReadPublicKey', readers, ['kms:GetPublicKey']),
  );
}
