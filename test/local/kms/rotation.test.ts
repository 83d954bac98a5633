import {
  DecryptCommand,
  DisableKeyRotationCommand,
  EnableKeyRotationCommand,
  EncryptCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeyRotationsCommand,
  RotateKeyOnDemandCommand,
} from '@aws-sdk/client-kms';
import { expect, it } from 'vitest';
import { type Clock, givenAwsEndpoint, givenClock, givenKms } from '#/test/support/local-aws.ts';

const DAY_MS = 86_400_000;

async function givenRotatingKey(): Promise<{ kms: KMSClient; clock: Clock; KeyId: string }> {
  const clock = givenClock();
  const keys = [
    { alias: 'alias/wrap', spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' },
    { alias: 'alias/mac', spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' },
  ] as const;
  const { client } = await givenAwsEndpoint({ services: [givenKms({ keys, now: clock.now })] });
  const kms = new KMSClient(client);
  const { KeyId = '' } = await seal(kms);
  return { kms, clock, KeyId };
}

const seal = (kms: KMSClient) => kms.send(new EncryptCommand({ KeyId: 'alias/wrap', Plaintext: new Uint8Array([7]) }));

async function expectOpens(kms: KMSClient, { CiphertextBlob }: { CiphertextBlob?: Uint8Array | undefined }) {
  const { Plaintext } = await kms.send(new DecryptCommand({ CiphertextBlob }));
  expect(Plaintext).toEqual(new Uint8Array([7]));
}

async function expectRotations(kms: KMSClient, KeyId: string, types: string[]) {
  const { Rotations = [] } = await kms.send(new ListKeyRotationsCommand({ KeyId }));
  expect(Rotations.map((rotation) => rotation.RotationType)).toEqual(types);
}

it('EN11: rotation on demand makes a new backing key, and old ciphertext still opens', async () => {
  const { kms, KeyId } = await givenRotatingKey();
  const sealed = [await seal(kms)];
  for (let rotation = 0; rotation < 3; rotation += 1) {
    await kms.send(new RotateKeyOnDemandCommand({ KeyId }));
    sealed.push(await seal(kms));
  }
  for (const ciphertext of sealed) await expectOpens(kms, ciphertext);
  await expectRotations(kms, KeyId, ['ON_DEMAND', 'ON_DEMAND', 'ON_DEMAND']);
});

it('EN11: keys of the instance rotate by themselves every year', async () => {
  const { kms, clock, KeyId } = await givenRotatingKey();
  const status = await kms.send(new GetKeyRotationStatusCommand({ KeyId }));
  expect(status).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 365 });
  expect(status.NextRotationDate?.getTime()).toBe(clock.now() + 365 * DAY_MS);

  const old = await seal(kms);
  clock.advance(365 * DAY_MS - 1);
  await expectRotations(kms, KeyId, []);
  clock.advance(1);
  await expectRotations(kms, KeyId, ['AUTOMATIC']);
  await expectOpens(kms, old);
  await expectOpens(kms, await seal(kms));
});

it('EN11: the period can be set, and rotation turned off', async () => {
  const { kms, clock, KeyId } = await givenRotatingKey();
  await kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }));
  clock.advance(200 * DAY_MS);
  await expectRotations(kms, KeyId, ['AUTOMATIC']);
  await kms.send(new DisableKeyRotationCommand({ KeyId }));
  clock.advance(900 * DAY_MS);
  await expectRotations(kms, KeyId, ['AUTOMATIC']);
  expect((await kms.send(new GetKeyRotationStatusCommand({ KeyId }))).KeyRotationEnabled).toBe(false);
});

it('refuses to rotate an HMAC key, whose old values nobody could verify any more', async () => {
  const { kms } = await givenRotatingKey();
  const { Aliases = [] } = await kms.send(new ListAliasesCommand({}));
  const mac = Aliases.find((alias) => alias.AliasName === 'alias/mac');
  await expect(kms.send(new RotateKeyOnDemandCommand({ KeyId: mac?.TargetKeyId }))).rejects.toMatchObject({
    name: 'UnsupportedOperationException',
  });
});
