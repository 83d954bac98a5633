import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type AwsEndpoint, startAwsEndpoint } from '#/local/aws/endpoint.ts';
import { type LocalCognito, openCognito } from '#/local/cognito/cognito.ts';
import type { CognitoOptions, Mail, PoolDefinition } from '#/local/cognito/options.ts';

const START = Date.UTC(2026, 10, 21, 9, 0, 0);

const DAY_CLIENT = { refreshTokenHours: 8, flows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'] as const };

export const POOLS: readonly PoolDefinition[] = [
  {
    name: 'workforce',
    mfa: 'ON',
    decoyUsername: (seed) => `eu.person_${seed.toString('hex').slice(0, 26).toUpperCase()}`,
    clients: [{ name: 'console', accessTokenMinutes: 5, ...DAY_CLIENT }],
  },
  {
    name: 'clients',
    mfa: 'OPTIONAL',
    clients: [
      { name: 'app', accessTokenMinutes: 15, ...DAY_CLIENT },
      { name: 'graceful', accessTokenMinutes: 15, ...DAY_CLIENT, rotation: { graceSeconds: 30 } },
      {
        name: 'backoffice',
        accessTokenMinutes: 15,
        refreshTokenHours: 8,
        rotation: 'off',
        flows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      },
    ],
  },
];

const SEALING_KEY = randomBytes(32);
const FIXED = {
  region: 'eu-central-1',
  sealingKey: SEALING_KEY,
  issuerBase: () => 'http://127.0.0.1:4701',
  pools: POOLS,
};

/** A running local Cognito with its outbox and a clock that tests move. */
export type GivenCognito = {
  cognito: LocalCognito;
  options: CognitoOptions;
  outbox: Mail[];
  clock: { now: number };
  poolId(pool: string): string;
  clientId(pool: string, client?: string): string;
  call(action: string, input: Record<string, unknown>): Promise<Record<string, unknown>>;
  restart(): void;
  /** Closes it and removes its files. */
  close(): void;
};

export function givenCognito(overrides: Partial<CognitoOptions> = {}): GivenCognito {
  const outbox: Mail[] = [];
  const clock = { now: START };
  const file = join(mkdtempSync(join(tmpdir(), 'cognito-')), 'cognito.sqlite');
  if (!overrides.pools) writeFileSync(file, bytesWithKeys());
  const options: CognitoOptions = {
    ...FIXED,
    file,
    now: () => clock.now,
    deliver: (mail) => Promise.resolve(void outbox.push(mail)),
    ...overrides,
  };
  const running = { cognito: openCognito(options) };
  const listing = (name: string) => running.cognito.pools().find((pool) => pool.name === name);
  return {
    get cognito() {
      return running.cognito;
    },
    options,
    outbox,
    clock,
    poolId: (pool) => listing(pool)?.id ?? '',
    clientId: (pool, client) =>
      listing(pool)?.clients.find((each) => client === undefined || each.name === client)?.id ?? '',
    call: (action, input) => running.cognito.service.call(action, input),
    restart: () => {
      running.cognito.close();
      running.cognito = openCognito(options);
    },
    close: () => {
      running.cognito.close();
      rmSync(dirname(file), { recursive: true });
    },
  };
}

const template: { bytes?: Buffer } = {};

// Making RSA keys takes longer than all the rest of a test; each process makes them once.
function bytesWithKeys(): Buffer {
  if (template.bytes) return template.bytes;
  const folder = mkdtempSync(join(tmpdir(), 'cognito-'));
  const file = join(folder, 'template.sqlite');
  const cognito = openCognito({ ...FIXED, file, now: () => START, deliver: () => Promise.resolve() });
  for (const pool of cognito.pools()) cognito.jwks(pool.id);
  cognito.close();
  template.bytes = readFileSync(file);
  rmSync(folder, { recursive: true });
  return template.bytes;
}

/** The same over HTTP, for real clients. */
export function givenEndpoint(given: GivenCognito): Promise<AwsEndpoint> {
  const service = { targetPrefix: given.cognito.service.targetPrefix, call: given.call };
  return startAwsEndpoint({ port: 0, services: [service], dynamodb: { port: 9 } });
}

/** Invites a person; answers the temporary password that the mail brought. */
export async function givenInvited(
  given: GivenCognito,
  pool: string,
  username: string,
  email: string,
): Promise<string> {
  await given.call('AdminCreateUser', {
    UserPoolId: given.poolId(pool),
    Username: username,
    UserAttributes: [
      { Name: 'email', Value: email },
      { Name: 'email_verified', Value: 'true' },
    ],
    DesiredDeliveryMediums: ['EMAIL'],
  });
  return given.outbox.at(-1)?.body.split(' ').at(-1) ?? '';
}
