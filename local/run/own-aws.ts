import { createLocalJWKSet } from 'jose';
import { type Pool, pools } from '#/domain/access/roles.ts';
import type { Instance } from '#/lib/instances.ts';
import { keyAlias } from '#/lib/names.ts';
import { startAwsEndpoint } from '#/local/aws/endpoint.ts';
import { LocalRunError } from '#/local/aws/local-run-error.ts';
import type { RestService } from '#/local/aws/rest-service.ts';
import type { AwsService } from '#/local/aws/service.ts';
import { type LocalCognito, openCognito } from '#/local/cognito/cognito.ts';
import type { CognitoOptions } from '#/local/cognito/options.ts';
import { startDynamoDb } from '#/local/dynamodb/dynamodb.ts';
import { type KmsKey, openKms } from '#/local/kms/kms.ts';
import type { LocalLogs } from '#/local/logs/logs.ts';
import { openS3 } from '#/local/s3/s3.ts';
import type { AwsSide } from './aws-side.ts';
import { bucketsOf } from './buckets.ts';
import type { Closers } from './closers.ts';
import type { DataFolder } from './data-folder.ts';
import { ownAwsEnvironment } from './environment.ts';
import type { TokenTrigger } from './functions.ts';
import { openOutbox } from './outbox.ts';
import { ensureGroups, poolDefinitions, type UserPool, userPoolsOf } from './user-pools.ts';

export type OwnAwsOptions = {
  readonly instance: Instance;
  readonly folder: DataFolder;
  /** 0 picks a free one. */
  readonly port: number;
  readonly logs: LocalLogs;
  readonly trigger: TokenTrigger;
  /** Services that are opened elsewhere. */
  readonly services: readonly AwsService[];
  readonly rest: readonly RestService[];
  readonly onWrite: (body: Buffer) => void;
  readonly now: () => number;
  readonly log: (line: string) => void;
  /** A DynamoDB that the user runs on this machine, in place of ours. */
  readonly dynamoDbUrl?: string | undefined;
  /** Where to look for the database program when its package is absent: the form of the PATH variable. */
  readonly searchPath?: string | undefined;
  /** Called when the database ends before it is asked to. */
  readonly onDatabaseEnd: () => void;
};

const alias = (instance: string, use: KeyName) => keyAlias(instance, use) as KmsKey['alias'];
type KeyName = keyof AwsSide['keys'];
const keysOf = (instance: string): KmsKey[] => [
  { alias: alias(instance, 'wrapping'), spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' },
  { alias: alias(instance, 'mac'), spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' },
  { alias: alias(instance, 'signing'), spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
];

async function databasePort(options: OwnAwsOptions, closers: Closers): Promise<number> {
  const { dynamoDbUrl, folder, log, searchPath = '', onDatabaseEnd } = options;
  if (dynamoDbUrl !== undefined) return Number(new URL(dynamoDbUrl).port) || 80;
  const database = await startDynamoDb({ file: folder.at('dynamodb.sqlite'), log, searchPath });
  let isClosing = false;
  database.ended.then(() => isClosing || onDatabaseEnd());
  closers.add(() => {
    isClosing = true;
    return database.close();
  });
  return database.port;
}

function openUsers(options: CognitoOptions): LocalCognito {
  try {
    return openCognito(options);
  } catch {
    throw new LocalRunError(
      `The file of the user pools ${options.file} cannot be opened: let this user read and write it, put a copy of it ` +
        'back, or run "npm start -- --fresh" to begin again without its data.',
    );
  }
}

async function keyArn(kms: ReturnType<typeof openKms>, KeyId: string): Promise<string> {
  const { KeyMetadata } = await kms.service.call('DescribeKey', { KeyId });
  return (KeyMetadata as { Arn: string }).Arn;
}

/** The public keys of a pool at `/<pool id>/.well-known/jwks.json`, where AWS has them under its own host name. */
function documentsOf(cognito: LocalCognito) {
  return (path: string): object | undefined => {
    const poolId = /^\/([\w-]+)\/\.well-known\/jwks\.json$/.exec(path)?.[1];
    return poolId === undefined ? undefined : cognito.jwks(poolId);
  };
}

/** A pool's key pair is made when it is first needed, which takes longer than all the rest of a start. */
function issuerOf(cognito: LocalCognito, endpointUrl: string, { id }: UserPool): AwsSide['issuers'][number] {
  let keys: ReturnType<typeof createLocalJWKSet> | undefined;
  return {
    issuer: `${endpointUrl}/${id}`,
    keys: (header, token) => {
      keys ??= createLocalJWKSet(cognito.jwks(id) ?? { keys: [] });
      return keys(header, token);
    },
  };
}

/** Opens the instance's own AWS in this process: KMS, user pools, logs, buckets, database, and the endpoint before them. */
export async function openOwnAws(options: OwnAwsOptions, closers: Closers): Promise<AwsSide> {
  const { instance, folder, now, log, logs } = options;
  const { id, region } = instance;
  const kmsOptions = { region, file: folder.at('kms.sqlite'), rootKey: folder.deriveKey('kms'), now, keys: keysOf(id) };
  const kms = openKms(kmsOptions);
  closers.add(kms.close);
  const outbox = openOutbox(folder.at('outbox'), now);
  let endpointUrl = '';
  const cognito = openUsers({
    region,
    file: folder.at('cognito.sqlite'),
    sealingKey: folder.deriveKey('cognito'),
    issuerBase: () => endpointUrl,
    now,
    deliver: outbox.deliver,
    pools: poolDefinitions(id),
    preTokenGeneration: options.trigger,
  });
  closers.add(cognito.close);
  const dynamodb = { port: await databasePort(options, closers), onWrite: options.onWrite };
  const s3 = openS3({ region, folder: folder.at('s3'), rootKey: folder.deriveKey('s3'), now, buckets: bucketsOf(id) });
  closers.add(s3.close);
  const services = [kms.service, cognito.service, logs.service, ...options.services];
  const endpoint = await startAwsEndpoint({
    port: options.port,
    services,
    rest: [s3.service, ...options.rest],
    dynamodb,
    documents: documentsOf(cognito),
    log,
  });
  closers.add(endpoint.close);
  endpointUrl = endpoint.url;
  Object.assign(process.env, ownAwsEnvironment(region, endpointUrl));
  const userPools: Record<Pool, UserPool> = userPoolsOf(cognito, id);
  await ensureGroups(cognito, userPools);
  return {
    endpointUrl,
    lambdaUrl: endpointUrl,
    userPools,
    issuers: pools.map((pool) => issuerOf(cognito, endpointUrl, userPools[pool])),
    keys: {
      wrapping: await keyArn(kms, alias(id, 'wrapping')),
      mac: await keyArn(kms, alias(id, 'mac')),
      signing: await keyArn(kms, alias(id, 'signing')),
    },
    outbox: outbox.folder,
    here: { services, dynamodb },
  };
}
