import { createSecretKey, randomBytes } from 'node:crypto';
import {
  AlgorithmSuiteIdentifier,
  buildClient,
  CommitmentPolicy,
  getLocalCryptographicMaterialsCache,
  NodeCachingMaterialsManager,
  RawAesKeyringNode,
  RawAesWrappingSuiteIdentifier,
} from '@aws-crypto/client-node';
import { open, type Place, seal } from '#/vault/sealing.ts';
import type { Bench, Figure } from './bench.ts';
import { limit } from './compare.ts';
import { interleave, medianOf, milliseconds, ratios, timed } from './measure.ts';

const place: Place = {
  instance: 'eu',
  store: 'coaching',
  entity: 'note',
  id: 'engagement#eu.engagement_01J9ZC8QX1V5N4B7T2W3Y6K8M0|note#eu.session_01J9ZC8QX1V5N4B7T2W3Y6K8M1#eu.note_01J9ZC8QX1V5N4B7T2W3Y6K8M2',
  subject: 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M3',
  purpose: 'coaching',
  keyId: 'vA8mVb1n3xk1Jv8b4n2w7Q',
  version: 1,
  bound: [
    ['visibility', 'participants'],
    ['authorId', 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M4'],
  ],
};

/**
 * The AWS Encryption SDK at its fastest: the committing suite without signatures, a keyring in the process instead of
 * KMS, and a cache that holds its data key throughout. The place goes in as encryption context.
 */
function encryptionSdk() {
  const suiteId = AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY;
  const { encrypt, decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
  const backingMaterials = new RawAesKeyringNode({
    keyName: 'bench',
    keyNamespace: 'coachvault',
    unencryptedMasterKey: randomBytes(32),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
  });
  const cache = getLocalCryptographicMaterialsCache(100);
  const cmm = new NodeCachingMaterialsManager({ backingMaterials, cache, maxAge: 300_000 });
  const { bound, version, ...names } = place;
  const encryptionContext = { ...names, version: String(version), bound: JSON.stringify(bound) };
  return {
    seal: async (plaintext: Buffer) => (await encrypt(cmm, plaintext, { suiteId, encryptionContext })).result,
    open: async (sealed: Buffer) => (await decrypt(cmm, sealed)).plaintext,
  };
}

const repeat = (times: number, work: () => unknown) => async () => {
  for (let count = 0; count < times; count++) await work();
};

async function measure(): Promise<Figure[]> {
  const plaintext = randomBytes(400);
  const key = createSecretKey(randomBytes(32));
  const sdk = encryptionSdk();
  const times = await interleave(
    {
      ours: timed(repeat(200, () => open(key, seal(key, plaintext, place), place))),
      sdk: timed(repeat(20, async () => sdk.open(await sdk.seal(plaintext)))),
    },
    { rounds: 21, warmups: 5 },
  );
  const [ours, baseline] = [times.ours.map((time) => time / 200), times.sdk.map((time) => time / 20)];
  const faster = ratios(baseline, ours);
  const overhead = seal(key, plaintext, place).length - plaintext.length;
  const sdkOverhead = (await sdk.seal(plaintext)).length - plaintext.length;
  return [
    {
      what: 'sealing and opening 400 bytes: times faster',
      ours: milliseconds(medianOf(ours)),
      baseline: `AWS Encryption SDK: ${milliseconds(medianOf(baseline))}`,
      ratio: medianOf(faster),
      worst: Math.min(...faster),
      target: '>= 20 x',
      met: medianOf(faster) >= 20,
    },
    {
      ...limit('overhead of a sealed value', overhead, 40, 'bytes'),
      baseline: `AWS Encryption SDK: ${sdkOverhead} bytes`,
    },
  ];
}

export const sealing: Bench = {
  says: 'sealing against the AWS Encryption SDK with a caching materials manager on a raw AES keyring',
  run: async () => ({ figures: await measure() }),
};
