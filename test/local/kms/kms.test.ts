import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  GenerateMacCommand,
  GetPublicKeyCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeysCommand,
  ReEncryptCommand,
  ScheduleKeyDeletionCommand,
  SignCommand,
  VerifyCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { expect, it } from 'vitest';
import type { KmsKey } from '#/local/kms/kms.ts';
import { givenAwsEndpoint, givenClock, givenKms } from '#/test/support/local-aws.ts';

const KEYS = [
  { alias: 'alias/wrap', spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' },
  { alias: 'alias/mac', spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' },
  { alias: 'alias/sign', spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
] as const satisfies KmsKey[];

async function givenKmsClient(now: () => number = Date.now): Promise<KMSClient> {
  const { client } = await givenAwsEndpoint({ services: [givenKms({ keys: KEYS, now })] });
  return new KMSClient(client);
}

const WRAP = 'alias/wrap';
const context = { instance: 'eu', purpose: 'coaching' };
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));

const expectRefused = (call: Promise<unknown>, name: string) => expect(call).rejects.toMatchObject({ name });

it('generates, wraps and opens data keys, under a context whose order does not matter', async () => {
  const kms = await givenKmsClient();
  const made = await kms.send(
    new GenerateDataKeyCommand({ KeyId: WRAP, KeySpec: 'AES_256', EncryptionContext: context }),
  );
  expect(made.Plaintext).toHaveLength(32);
  expect(made.KeyId).toMatch(/^arn:aws:kms:eu-central-1:000000000000:key\/[0-9a-f-]{36}$/);
  const opened = await kms.send(
    new DecryptCommand({
      CiphertextBlob: made.CiphertextBlob,
      EncryptionContext: { purpose: 'coaching', instance: 'eu' },
      KeyId: WRAP,
    }),
  );
  expect(opened.Plaintext).toEqual(made.Plaintext);
  expect(opened.KeyId).toBe(made.KeyId);

  const sealed = await kms.send(new GenerateDataKeyWithoutPlaintextCommand({ KeyId: WRAP, NumberOfBytes: 48 }));
  expect(sealed).not.toHaveProperty('Plaintext');
  const unsealed = await kms.send(new DecryptCommand({ CiphertextBlob: sealed.CiphertextBlob }));
  expect(unsealed.Plaintext).toHaveLength(48);
});

it('refuses another context, another key and another ciphertext by the codes of AWS', async () => {
  const kms = await givenKmsClient();
  const { CiphertextBlob } = await kms.send(
    new EncryptCommand({ KeyId: WRAP, Plaintext: bytesOf('x'), EncryptionContext: context }),
  );
  const open = (input: Partial<ConstructorParameters<typeof DecryptCommand>[0]>) =>
    kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: context, ...input }));
  const other = await kms.send(new CreateKeyCommand({}));

  await expectRefused(open({ EncryptionContext: {} }), 'InvalidCiphertextException');
  await expectRefused(open({ EncryptionContext: { ...context, purpose: 'marketing' } }), 'InvalidCiphertextException');
  await expectRefused(open({ EncryptionContext: { ...context, extra: '1' } }), 'InvalidCiphertextException');
  await expectRefused(open({ CiphertextBlob: bytesOf('no blob') }), 'InvalidCiphertextException');
  await expectRefused(open({ KeyId: other.KeyMetadata?.KeyId }), 'IncorrectKeyException');
  await expectRefused(open({ KeyId: 'alias/nobody' }), 'NotFoundException');
  await expectRefused(open({ GrantTokens: ['token'] }), 'ValidationException');
});

it('opens nothing that another instance has sealed', async () => {
  const [europe, america] = [await givenKmsClient(), await givenKmsClient()];
  const { CiphertextBlob } = await europe.send(new EncryptCommand({ KeyId: WRAP, Plaintext: bytesOf('x') }));
  await expectRefused(america.send(new DecryptCommand({ CiphertextBlob })), 'AccessDeniedException');
  const { KeyId } = await europe.send(new GenerateDataKeyCommand({ KeyId: WRAP, KeySpec: 'AES_256' }));
  await expectRefused(
    america.send(new EncryptCommand({ KeyId: KeyId?.replace('eu-central-1', 'us-east-1'), Plaintext: bytesOf('x') })),
    'NotFoundException',
  );
});

it('re-encrypts under another key and context', async () => {
  const kms = await givenKmsClient();
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description: 'second', MultiRegion: true }));
  expect(KeyMetadata).toMatchObject({ KeyState: 'Enabled', MultiRegion: true, KeyId: /./, Description: 'second' });
  const first = await kms.send(
    new EncryptCommand({ KeyId: WRAP, Plaintext: bytesOf('secret'), EncryptionContext: context }),
  );
  const second = await kms.send(
    new ReEncryptCommand({
      CiphertextBlob: first.CiphertextBlob,
      SourceEncryptionContext: context,
      DestinationKeyId: KeyMetadata?.Arn,
      DestinationEncryptionContext: { purpose: 'ai_insights' },
    }),
  );
  expect(second).toMatchObject({ SourceKeyId: first.KeyId, KeyId: KeyMetadata?.Arn });
  const opened = await kms.send(
    new DecryptCommand({ CiphertextBlob: second.CiphertextBlob, EncryptionContext: { purpose: 'ai_insights' } }),
  );
  expect(Buffer.from(opened.Plaintext ?? []).toString()).toBe('secret');
});

it('makes and verifies HMACs', async () => {
  const kms = await givenKmsClient();
  const message = { KeyId: 'alias/mac', Message: bytesOf('ada@example.org'), MacAlgorithm: 'HMAC_SHA_256' } as const;
  const { Mac } = await kms.send(new GenerateMacCommand(message));
  expect(Mac).toHaveLength(32);
  expect((await kms.send(new GenerateMacCommand(message))).Mac).toEqual(Mac);
  expect(await kms.send(new VerifyMacCommand({ ...message, Mac }))).toMatchObject({ MacValid: true });
  await expectRefused(
    kms.send(new VerifyMacCommand({ ...message, Message: bytesOf('eve'), Mac })),
    'KMSInvalidMacException',
  );
  await expectRefused(kms.send(new VerifyMacCommand({ ...message, Mac: Mac?.slice(0, 16) })), 'KMSInvalidMacException');
});

it.each(['RAW', 'DIGEST'] as const)('signs a %s message so that anybody can verify it', async (MessageType) => {
  const kms = await givenKmsClient();
  const text = bytesOf('the ledger head');
  const Message = MessageType === 'RAW' ? text : new Uint8Array(createHash('sha256').update(text).digest());
  const input = { KeyId: 'alias/sign', Message, MessageType, SigningAlgorithm: 'ECDSA_SHA_256' } as const;
  const { Signature = new Uint8Array() } = await kms.send(new SignCommand(input));
  const { PublicKey = new Uint8Array(), SigningAlgorithms } = await kms.send(
    new GetPublicKeyCommand({ KeyId: 'alias/sign' }),
  );
  expect(SigningAlgorithms).toEqual(['ECDSA_SHA_256']);
  const publicKey = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
  expect(verify('sha256', text, publicKey, Signature)).toBe(true);
  expect(await kms.send(new VerifyCommand({ ...input, Signature }))).toMatchObject({ SignatureValid: true });

  const altered = Uint8Array.from(Signature);
  altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
  for (const wrong of [altered, Signature.slice(0, -1), new Uint8Array([...Signature, 0]), new Uint8Array(8)]) {
    await expectRefused(kms.send(new VerifyCommand({ ...input, Signature: wrong })), 'KMSInvalidSignatureException');
  }
});

it('uses a key only for what it was made for, and only while it is enabled', async () => {
  const clock = givenClock();
  const kms = await givenKmsClient(clock.now);
  const encrypt = (KeyId: string) => kms.send(new EncryptCommand({ KeyId, Plaintext: bytesOf('x') }));
  await expectRefused(encrypt('alias/sign'), 'InvalidKeyUsageException');
  await expectRefused(
    kms.send(new CreateKeyCommand({ KeySpec: 'HMAC_256', KeyUsage: 'ENCRYPT_DECRYPT' })),
    'ValidationException',
  );

  const { KeyId = '', CiphertextBlob } = await encrypt(WRAP);
  await kms.send(new DisableKeyCommand({ KeyId }));
  await expectRefused(encrypt(WRAP), 'DisabledException');
  await expectRefused(kms.send(new DecryptCommand({ CiphertextBlob })), 'DisabledException');
  await kms.send(new EnableKeyCommand({ KeyId }));

  await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  await expectRefused(encrypt(WRAP), 'KMSInvalidStateException');
  await expectRefused(kms.send(new EnableKeyCommand({ KeyId })), 'KMSInvalidStateException');
  await kms.send(new CancelKeyDeletionCommand({ KeyId }));
  await kms.send(new EnableKeyCommand({ KeyId }));
  expect((await kms.send(new DecryptCommand({ CiphertextBlob }))).KeyId).toBe(KeyId);

  await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  clock.advance(7 * 86_400_000);
  await expectRefused(kms.send(new DescribeKeyCommand({ KeyId })), 'NotFoundException');
  await expectRefused(kms.send(new DecryptCommand({ CiphertextBlob })), 'AccessDeniedException');
  expect((await kms.send(new ListKeysCommand({}))).Keys).toHaveLength(2);
});

it('names keys by id, ARN, alias and alias ARN, and lists them page by page', async () => {
  const kms = await givenKmsClient();
  const { Aliases: [first] = [], NextMarker } = await kms.send(new ListAliasesCommand({ Limit: 1 }));
  expect(first?.AliasName).toBe('alias/mac');
  const { Aliases: others = [], Truncated } = await kms.send(new ListAliasesCommand({ Marker: NextMarker }));
  expect([others.map((alias) => alias.AliasName), Truncated]).toEqual([['alias/sign', WRAP], false]);

  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: WRAP }));
  const wrap = others.at(-1);
  for (const KeyId of [KeyMetadata?.KeyId, KeyMetadata?.Arn, WRAP, wrap?.AliasArn]) {
    const described = await kms.send(new DescribeKeyCommand({ KeyId }));
    expect(described.KeyMetadata).toEqual(KeyMetadata);
  }
  const alias = { AliasName: WRAP, TargetKeyId: KeyMetadata?.KeyId };
  await expectRefused(kms.send(new CreateAliasCommand(alias)), 'AlreadyExistsException');
  await expectRefused(kms.send(new CreateAliasCommand({ ...alias, AliasName: 'wrap' })), 'InvalidAliasNameException');
  await expectRefused(kms.send(new DisableKeyCommand({ KeyId: WRAP })), 'InvalidArnException');
});

it('answers bad input with the name of the member and never with its value', async () => {
  const kms = givenKms({ keys: KEYS });
  const secret = randomBytes(5000).toString('base64');
  for (const input of [
    { KeyId: WRAP, Plaintext: secret },
    { KeyId: WRAP, Plaintext: 'not base64!' },
    { KeyId: WRAP, Plaintext: 7 },
  ]) {
    const error = await kms.call('Encrypt', input).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'ValidationException', message: expect.stringContaining("'Plaintext'") });
    expect(String(error)).not.toContain(String(input.Plaintext));
  }
  await expect(kms.call('GenerateDataKey', { KeyId: WRAP })).rejects.toMatchObject({ code: 'ValidationException' });
});
