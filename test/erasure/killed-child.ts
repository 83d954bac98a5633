// A process that is killed by SIGKILL at any call to AWS: `kills.crash.ts` forks it. It runs an instance with what an erasure takes, goes on
// with the erasures that earlier lives of it began, and tells when all of them are certified.

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { ulid } from 'ulid';
import { areas } from '#/lambdas/contract.ts';
import { runtime } from '#/lambdas/platform/runtime.ts';
import { instances } from '#/lib/instances.ts';
import { captureFunctionOutput } from '#/local/run/function-output.ts';
import type { HandlerModule } from '#/local/run/handler-modules.ts';
import { type RunningInstance, startInstance } from '#/local/run/instance.ts';
import { readCertificate } from '#/vault/certificates.ts';
import { openVault, type Vault } from '#/vault/vault.ts';

export type Life = {
  readonly folder: string;
  /** Where the database program is: this file is bundled to a place from which its package is not found. */
  readonly searchPath: string;
  readonly requestIds: readonly string[];
  /** The call to AWS at which it ends; it is left alone when this is left out. */
  readonly lastCall?: number;
};
/** The certificates of all requests, in their order. */
export type Ended = { readonly files: readonly string[] };

const modules: Readonly<Record<string, () => Promise<HandlerModule>>> = {
  outbox: () => import('#/lambdas/outbox/outbox.handler.ts'),
  erasures: () => import('#/lambdas/erasures/erasures.handler.ts'),
  retention: () => import('#/lambdas/retention/retention.handler.ts'),
  'sign-in': () => import('#/lambdas/sign-in/sign-in.handler.ts'),
};
/** Everything else that an event would start has nothing to do with it. */
const idle: HandlerModule = { handler: async () => ({}) };

/** Ends this very process, without a word, at one of the functions' calls to AWS: before it is sent, or with its answer. */
function dieAt(lastCall: number): void {
  const { requestHandler } = new DynamoDBClient({ region: 'local' }).config;
  const isBefore = Math.random() < 0.5;
  let calls = 0;
  runtime.requestHandler = {
    ...requestHandler,
    async handle(...call: Parameters<typeof requestHandler.handle>) {
      calls += 1;
      const isLast = calls === lastCall;
      if (isLast && isBefore) process.kill(process.pid, 'SIGKILL');
      const answer = await requestHandler.handle(...call);
      if (isLast) process.kill(process.pid, 'SIGKILL');
      return answer;
    },
  } as typeof requestHandler;
}

function vaultOf({ id, region, tables, keys, awsEndpointUrl: endpoint }: RunningInstance): Vault {
  const config = { endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  return openVault({
    instance: id,
    dynamo: new DynamoDBClient(config),
    kms: new KMSClient(config),
    tables,
    wrappingKey: keys.wrapping,
    macKey: keys.mac,
    signingKey: keys.signing,
    now: Date.now,
    mintId: (kind) => `${id}.${kind}_${ulid()}`,
    random: Math.random,
  });
}

async function live({ folder, searchPath, requestIds, lastCall }: Life): Promise<void> {
  captureFunctionOutput();
  if (lastCall !== undefined) dieAt(lastCall);
  const running = await startInstance({
    instance: instances.eu,
    areas,
    folder,
    ports: { api: 0, aws: 0 },
    now: Date.now,
    searchPath,
    dynamoDbUrl: process.env.AWS_ENDPOINT_URL_DYNAMODB,
    loadModule: async (area) => (await modules[area]?.()) ?? idle,
  });
  const vault = vaultOf(running);
  for (;;) {
    await running.settled();
    const files = await Promise.all(requestIds.map((requestId) => readCertificate(vault, requestId)));
    if (files.every((file) => file !== undefined)) return void process.send?.({ files } as Ended);
  }
}

process.on('disconnect', () => process.exit(0));
process.once('message', (life: Life) => void live(life));
