import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  paginateScan,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type KMSClient, ReEncryptCommand } from '@aws-sdk/client-kms';

export type Rewrap = {
  readonly dynamo: DynamoDBClient;
  readonly kms: KMSClient;
  readonly instance: string;
  /** The key table. */
  readonly table: string;
  readonly wrappingKey: string;
};

type Item = Record<string, AttributeValue>;
export type Rewrapped = { readonly rewrapped: number; readonly gone: number };

/** Keys and lenses name their purpose in their row key; what a hold kept is wrapped for legal claims. */
const purposeIn = (sk: string): string => (sk.startsWith('held#') ? 'legal_claims' : (sk.split('#')[1] ?? ''));
/** The row of a subject’s holds stands between the keys. */
const isKey = ({ sk }: Item): boolean => sk?.S !== 'holds';

/** Wraps one data key afresh inside KMS; its plaintext comes nowhere. Tells whether the row was still there. */
async function rewrapOne(
  { dynamo, kms, instance, table, wrappingKey }: Rewrap,
  { pk, sk, fields }: Item,
): Promise<boolean> {
  const wrapped = fields?.M?.wrapped?.B;
  const keyId = fields?.M?.keyId?.S ?? sk?.S?.split('#')[1] ?? '';
  const purpose = purposeIn(sk?.S ?? '');
  if (!pk || !sk || !wrapped) throw new Error('The key table holds a row that is no key; nothing was changed in it.');
  const context = { instance, purpose, keyId };
  const { CiphertextBlob } = await kms.send(
    new ReEncryptCommand({
      CiphertextBlob: wrapped,
      DestinationKeyId: wrappingKey,
      SourceEncryptionContext: context,
      DestinationEncryptionContext: context,
    }),
  );
  if (!CiphertextBlob) throw new Error('KMS answered without a key.');
  const update = new UpdateItemCommand({
    TableName: table,
    Key: { pk, sk },
    UpdateExpression: 'SET #fields.#wrapped = :new',
    // A key that was destroyed meanwhile stays destroyed.
    ConditionExpression: '#fields.#wrapped = :old',
    ExpressionAttributeNames: { '#fields': 'fields', '#wrapped': 'wrapped' },
    ExpressionAttributeValues: { ':new': { B: CiphertextBlob }, ':old': { B: wrapped } },
  });
  try {
    await dynamo.send(update);
    return true;
  } catch (cause) {
    if (cause instanceof ConditionalCheckFailedException) return false;
    throw cause;
  }
}

/**
 * After the wrapping key was rotated: wraps every data key under its newest material (EN11). May be repeated and
 * interrupted; what was wrapped before opens all the time.
 */
export async function rewrapKeys(options: Rewrap): Promise<Rewrapped> {
  let rewrapped = 0;
  let gone = 0;
  for await (const { Items = [] } of paginateScan(
    { client: options.dynamo },
    { TableName: options.table, ConsistentRead: true },
  )) {
    for (const item of Items.filter(isKey)) {
      if (await rewrapOne(options, item)) rewrapped += 1;
      else gone += 1;
    }
  }
  return { rewrapped, gone };
}
