import { RemovalPolicy } from 'aws-cdk-lib';
import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnReplicaKey, Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Area } from '#/domain/api/area.ts';
import { keyAlias } from '#/lib/names.ts';
import { accountAdministers, policyOf } from './constructs/key-policies.ts';
import { lockedVaults } from './constructs/locked-vaults.ts';
import { macPolicy, signingPolicy, wrappingPolicy } from './constructs/own-key-policies.ts';
import { RegionalStack } from './constructs/regional-stack.ts';
import type { Instance } from './instances.ts';
import { type Keys, lastingKey } from './keys-stack.ts';

export type Copies = { readonly stack: RegionalStack; readonly backupKey: Key };

/**
 * What an instance keeps in its second region: copies of backups and the replica keys without which they could not be
 * opened. Nothing there serves requests, and it is of the same jurisdiction (RE1, BA4).
 */
export function copiesStack(
  scope: Construct,
  { instance, keys, areas }: { instance: Instance; keys: Keys; areas: readonly Area[] },
): Copies {
  const stack = new RegionalStack(scope, 'Copies', instance, instance.backupRegion);
  const backup = new Key(stack, 'backup', {
    ...lastingKey,
    alias: keyAlias(instance.id, 'backup'),
    description: 'Copies of backups',
    enableKeyRotation: true,
    policy: policyOf(accountAdministers()),
  });
  replica(stack, 'wrapping', keys.wrapping, wrappingPolicy(stack.place, areas));
  replica(stack, 'mac', keys.mac, macPolicy(stack.place, areas));
  replica(stack, 'signing', keys.signing, signingPolicy(stack.place, areas));
  lockedVaults(stack, backup);
  return { stack, backupKey: backup };
}

function replica(
  stack: RegionalStack,
  use: 'wrapping' | 'mac' | 'signing',
  primary: Key,
  keyPolicy: PolicyDocument,
): void {
  const key = new CfnReplicaKey(stack, use, {
    primaryKeyArn: primary.keyArn,
    keyPolicy,
    pendingWindowInDays: lastingKey.pendingWindow.toDays(),
    description: `Replica for restoring backups`,
  });
  key.applyRemovalPolicy(RemovalPolicy.RETAIN);
  new CfnAlias(stack, `${use}-alias`, { aliasName: keyAlias(stack.instance.id, use), targetKeyId: key.attrKeyId });
}
