import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CognitoIdentityProviderClient,
  type CognitoIdentityProviderClientConfig,
} from '@aws-sdk/client-cognito-identity-provider';
import { vi } from 'vitest';
import type { Pool } from '#/domain/access/roles.ts';
import { once } from '#/domain/once.ts';
import { instances } from '#/lib/instances.ts';
import { type Credentials, type SignedIn, signIn } from '#/local/demo/sign-in.ts';
import { captureFunctionOutput } from '#/local/run/function-output.ts';
import { type InstanceOptions, type RunningInstance, startInstance } from '#/local/run/instance.ts';
import { type ReceivedMail, readOutbox } from '#/local/run/read-outbox.ts';
import { closeAfterUse, closeBehind } from './close-behind.ts';
import { inProcess } from './in-process.ts';
import { endKeptInstance } from './kept-instance.ts';
import { type MovingClock, startMovingClock } from './moving-clock.ts';

export type GivenInstanceOptions = Partial<Pick<InstanceOptions, 'loadModule' | 'areas' | 'siblings' | 'folder'>> & {
  /** Which instance of lib/instances.ts; eu when left out. */
  readonly id?: keyof typeof instances;
  /** Epoch ms at which its clock starts; the real time when left out. */
  readonly start?: number;
};

export type ApiCall = {
  readonly token?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as they are, in place of a body. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
};
export type ApiAnswer = { readonly status: number; readonly headers: Headers; readonly body: unknown };

export type GivenInstance = RunningInstance & {
  readonly clock: MovingClock;
  /** What any AWS SDK client of this instance is made with. */
  readonly awsConfig: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
    /** Without a socket to what runs in this process. */
    requestHandler?: NonNullable<CognitoIdentityProviderClientConfig['requestHandler']>;
  };
  /** `call('GET', '/v1/me', { token })`; the body comes parsed when it is JSON, bytes as a Buffer, else as text. */
  call(method: string, path: string, request?: ApiCall): Promise<ApiAnswer>;
  signIn(pool: Pool, credentials: Credentials & { newPassword?: string }): Promise<SignedIn>;
  /** The mails so far, the oldest first. */
  mails(): ReceivedMail[];
};

function givenFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'coachvault-instance-'));
  closeBehind(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'data');
}

async function bodyOf(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (type === 'application/octet-stream') return Buffer.from(await response.arrayBuffer());
  const text = await response.text();
  // Signed documents are compared byte by byte.
  return type.includes('json') && !type.includes('signed') && text !== '' ? JSON.parse(text) : text;
}

async function callApi(url: string, method: string, path: string, request: ApiCall): Promise<ApiAnswer> {
  const { token, body, bytes, headers } = request;
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(bytes === undefined ? {} : { body: bytes }),
  });
  return { status: response.status, headers: response.headers, body: await bodyOf(response) };
}

/** Starts an instance that its caller closes; `givenInstance` is for files that close theirs behind them. */
export async function openInstance(
  options: GivenInstanceOptions & { readonly folder: string },
): Promise<GivenInstance> {
  const { id = 'eu', start, ...rest } = options;
  const clock = startMovingClock(start);
  const restoreOutput = captureFunctionOutput();
  // Functions read their configuration once; those of an earlier instance still have its own.
  vi.resetModules();
  const ports = { api: 0, aws: 0 };
  // Kept by `npm test` for machines that our database program does not run on.
  const dynamoDbUrl = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  const running = await startInstance({ instance: instances[id], ports, now: clock.now, dynamoDbUrl, ...rest });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const requestHandler = running.awsHere && (inProcess(running.awsHere) as never);
  const awsConfig = {
    endpoint: running.awsEndpointUrl,
    region: running.region,
    credentials,
    ...(requestHandler ? { requestHandler } : {}),
  };
  const cognito = new CognitoIdentityProviderClient(awsConfig);
  // Loaded now, and not above: the functions of this instance share the modules that were loaded after its start.
  const { runtime } = await import('#/lambdas/platform/runtime.ts');
  runtime.requestHandler = requestHandler;
  const close = once(async (): Promise<void> => {
    cognito.destroy();
    await running.close();
    // Later files of the process may load the same modules.
    Object.assign(runtime, { requestHandler: undefined, wayOut: undefined });
    restoreOutput();
    clock.stop();
  });
  return {
    ...running,
    clock,
    awsConfig,
    call: (method, path, request = {}) => callApi(running.apiUrl, method, path, request),
    signIn: (pool, who) => signIn(cognito, { ...who, clientId: running.userPools[pool].clientId, now: clock.now }),
    mails: () => readOutbox(running.folder.at('outbox')),
    close,
  };
}

/**
 * A whole instance in the process of the test: the real functions behind the gateway, DynamoDB, KMS, Cognito and logs on a
 * folder of its own, and a clock that can be moved for all of them. It starts in about 0.3 s. One at a time per test file.
 */
export async function givenInstance(options: GivenInstanceOptions = {}): Promise<GivenInstance> {
  await endKeptInstance();
  const instance = await openInstance({ folder: givenFolder(), ...options });
  closeAfterUse(instance.close);
  return instance;
}
