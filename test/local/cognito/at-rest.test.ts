import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type GivenCognito, givenCognito } from '#/test/local/cognito/given-cognito.ts';
import {
  expectRefused,
  givenEnrolled,
  PASSWORD,
  type Person,
  signIn,
  startSignIn,
  type Tokens,
} from '#/test/local/cognito/given-sign-in.ts';

let given: GivenCognito;

beforeEach(() => {
  given = givenCognito();
});

afterEach(() => given.close());

it('a restart keeps pools, clients, keys, users, factors and sign-ins', async () => {
  const person = await givenEnrolled(given, 'workforce');
  const { RefreshToken } = await signIn(given, person);
  const before = { pools: given.cognito.pools(), keys: given.cognito.jwks(given.poolId('workforce')) };

  given.restart();

  expect({ pools: given.cognito.pools(), keys: given.cognito.jwks(given.poolId('workforce')) }).toEqual(before);
  const ClientId = given.clientId('workforce');
  expect(await given.call('GetTokensFromRefreshToken', { RefreshToken, ClientId })).toHaveProperty(
    'AuthenticationResult',
  );
  expect((await signIn(given, person)).AccessToken).toBeTruthy();
});

it('IA14: the files hold no address, name, password, secret, code, session or token', async () => {
  const person = await givenEnrolled(given, 'workforce');
  const { tokens, code, session } = await givenTraffic(person);

  const written = [person.email, 'example.org', 'Dagny', PASSWORD, person.secret ?? '', code, session];
  const found = [...written, tokens.RefreshToken, tokens.AccessToken].filter((text) => stored().includes(text));

  expect(found).toEqual([]);
  expect(stored()).toContain(person.username);
});

it('what was sealed under another key, or edited, does not open', async () => {
  const person = await givenEnrolled(given, 'workforce');
  const target = { UserPoolId: given.poolId('workforce'), Username: person.username };
  await given.call('AdminDisableUser', target);

  const db = new DatabaseSync(given.options.file);
  db.exec('UPDATE users SET enabled = 1');
  db.close();

  await expect(given.call('AdminGetUser', target)).rejects.toThrow();
  await expect(startSignIn(given, person, PASSWORD)).rejects.toThrow();
});

it('a kill in the middle of writing loses nothing that was answered', async () => {
  const { file, sealingKey } = given.options;
  given.cognito.close();
  const acknowledged = await createUsersUntilKilled(file, sealingKey);
  given.restart();

  expect(acknowledged.length).toBeGreaterThan(0);
  for (const Username of acknowledged) {
    const user = await given.call('AdminGetUser', { UserPoolId: given.poolId('clients'), Username });
    expect(user.UserStatus).toBe('FORCE_CHANGE_PASSWORD');
  }
});

it('the retention clock may jump: sessions, codes and families that are over stay over', async () => {
  const person = await givenEnrolled(given, 'workforce');
  const { RefreshToken } = await signIn(given, person);
  given.clock.now += 400 * 86_400_000;
  await signIn(given, person);

  const refresh = given.call('GetTokensFromRefreshToken', { RefreshToken, ClientId: given.clientId('workforce') });
  await expectRefused(refresh, 'NotAuthorizedException');
});

async function givenTraffic(person: Person): Promise<{ tokens: Tokens; code: string; session: string }> {
  const target = { UserPoolId: given.poolId('workforce'), Username: person.username };
  const UserAttributes = [{ Name: 'name', Value: 'Dagny Osterlund' }];
  await given.call('AdminUpdateUserAttributes', { ...target, UserAttributes });
  const tokens = await signIn(given, person);
  await startSignIn(given, { ...person, username: person.email }, 'wrong').catch(() => undefined);
  await given.call('ForgotPassword', { ClientId: given.clientId('workforce'), Username: person.email });
  const { Session } = await startSignIn(given, person, PASSWORD);
  return { tokens, code: given.outbox.at(-1)?.body.split(' ').at(-1) ?? '', session: String(Session) };
}

/** All files of the database, the write-ahead log included. */
function stored(): string {
  const { file } = given.options;
  const names = readdirSync(dirname(file)).filter((name) => name.startsWith(basename(file)));
  return names.map((name) => readFileSync(join(dirname(file), name), 'latin1')).join('\n');
}

async function createUsersUntilKilled(file: string, sealingKey: Buffer): Promise<string[]> {
  const script = new URL('./create-users.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, file, sealingKey.toString('hex')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    lines.push(chunk);
    if (lines.join('').split('\n').length > 10) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return lines.join('').split('\n').slice(0, -1);
}
