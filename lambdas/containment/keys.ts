import { createHash } from 'node:crypto';
import {
  CancelKeyDeletionCommand,
  DescribeKeyCommand,
  EnableKeyCommand,
  GetKeyPolicyCommand,
  type KeyMetadata,
  KMSClient,
  ListGrantsCommand,
} from '@aws-sdk/client-kms';
import type { ItemLine } from '#/domain/incidents/evidence/contents.ts';
import { once } from '#/domain/once.ts';
import { clientOptions, type Services, withoutLog } from '#/lambdas/platform/services.ts';

const kms = once(() => withoutLog(new KMSClient(clientOptions())));
const ours = ({ config }: Services): string[] => config.COACHVAULT_KEYS.split(',');

async function describe(KeyId: string): Promise<KeyMetadata> {
  const { KeyMetadata } = await kms().send(new DescribeKeyCommand({ KeyId }));
  if (!KeyMetadata) throw new Error('KMS describes no key.');
  return KeyMetadata;
}

const isDying = ({ KeyState }: KeyMetadata): boolean =>
  KeyState?.startsWith('Pending') === true && KeyState.endsWith('Deletion');

/** ARNs of our keys that wait for their deletion. */
export async function dyingKeys(services: Services): Promise<string[]> {
  const keys = await Promise.all(ours(services).map(describe));
  return keys.filter(isDying).flatMap(({ Arn }) => Arn ?? []);
}

/**
 * Keeps keys that wait for their deletion, and enables them: a key whose deletion was cancelled is disabled. May be repeated.
 * @throws RangeError for a key that is none of ours
 */
export async function keepKeys(services: Services, keyIds: readonly string[]): Promise<void> {
  const known = ours(services);
  if (!keyIds.every((key) => known.includes(key)))
    throw new RangeError('A response keeps keys of its own instance only.');
  for (const KeyId of keyIds) {
    if (isDying(await describe(KeyId))) await kms().send(new CancelKeyDeletionCommand({ KeyId }));
    if ((await describe(KeyId)).KeyState === 'Disabled') await kms().send(new EnableKeyCommand({ KeyId }));
  }
}

async function lineOf(key: string, at: number): Promise<ItemLine> {
  const { KeyState = 'unknown', MultiRegion = false } = await describe(key);
  const { Policy = '' } = await kms().send(new GetKeyPolicyCommand({ KeyId: key, PolicyName: 'default' }));
  const { Grants = [] } = await kms().send(new ListGrantsCommand({ KeyId: key }));
  const prior = {
    state: KeyState,
    multiRegion: MultiRegion,
    policySha256: createHash('sha256').update(Policy).digest('hex'),
    grants: Grants.flatMap(({ GrantId }) => GrantId ?? []),
  };
  return { at, action: 'key-standing', target: key, prior };
}

/** State, policy (its hash) and grants of each of our keys. */
export const keyLines = (services: Services, at: number): Promise<ItemLine[]> =>
  Promise.all(ours(services).map((key) => lineOf(key, at)));
