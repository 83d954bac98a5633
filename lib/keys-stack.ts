import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Area } from '#/domain/api/area.ts';
import { type KeyUse, keyAlias } from '#/lib/names.ts';
import { stateKeyOf } from './constructs/area-kinds.ts';
import { accountAdministers, policyOf } from './constructs/key-policies.ts';
import { macPolicy, signingPolicy, wrappingPolicy } from './constructs/own-key-policies.ts';
import { RegionalStack } from './constructs/regional-stack.ts';
import { identityPolicy, jobsPolicy, logsPolicy, statePolicy } from './constructs/service-key-policies.ts';
import type { Instance } from './instances.ts';

export type Keys = { readonly stack: RegionalStack } & Readonly<Record<KeyUse, Key>>;

/**
 * The keys of an instance. `wrapping`, `mac` and `signing` are multi-Region primaries: a restore elsewhere can open backups,
 * and what was signed can be proven when a region is gone.
 */
export function keysStack(scope: Construct, instance: Instance, areas: readonly Area[]): Keys {
  const stack = new RegionalStack(scope, 'Keys', instance);
  const { place } = stack;
  return {
    stack,
    data: rotatingKey(stack, 'data', 'Tables', policyOf(accountAdministers())),
    identity: rotatingKey(stack, 'identity', 'User pools', identityPolicy(place)),
    logs: rotatingKey(stack, 'logs', 'Logs, trail and alarms', logsPolicy(place)),
    backup: rotatingKey(stack, 'backup', 'Backups', policyOf(accountAdministers())),
    jobs: rotatingKey(
      stack,
      'jobs',
      'State of jobs, dead letters',
      jobsPolicy(
        place,
        areas.filter((area) => !responds(area)),
      ),
    ),
    response: rotatingKey(stack, 'response', 'State of responses', statePolicy(place, areas.filter(responds))),
    wrapping: rotatingKey(stack, 'wrapping', 'Wraps the data keys of subjects', wrappingPolicy(place, areas), true),
    mac: new Key(stack, 'mac', {
      ...lastingKey,
      alias: keyAlias(instance.id, 'mac'),
      description: 'Blind index, idempotency, cursors',
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      multiRegion: true,
      policy: macPolicy(place, areas),
    }),
    // KMS rotates no asymmetric key. The next one is a second key, and the published set holds both.
    signing: new Key(stack, 'signing', {
      ...lastingKey,
      alias: keyAlias(instance.id, 'signing'),
      description: 'Receipts, certificates, ledgers',
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      multiRegion: true,
      policy: signingPolicy(place, areas),
    }),
  };
}

const responds = (area: Area): boolean => stateKeyOf(area) === 'response';

export const lastingKey = { removalPolicy: RemovalPolicy.RETAIN, pendingWindow: Duration.days(30) } as const;

function rotatingKey(
  stack: RegionalStack,
  use: KeyUse,
  description: string,
  policy: PolicyDocument,
  multiRegion = false,
): Key {
  return new Key(stack, use, {
    ...lastingKey,
    alias: keyAlias(stack.instance.id, use),
    description,
    enableKeyRotation: true,
    rotationPeriod: Duration.days(365),
    multiRegion,
    policy,
  });
}
