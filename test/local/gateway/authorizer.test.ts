import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  accessClaims,
  expectProblem,
  type GivenGateway,
  type GivenPool,
  givenGateway,
  givenPool,
  givenToken,
  NOW,
  sign,
} from './given-gateway.ts';

let workforce: GivenPool;
let clients: GivenPool;
let foreign: GivenPool;
const SECONDS = Math.floor(NOW / 1000);

beforeAll(() => {
  workforce = givenPool('eu-central-1_workforce');
  clients = givenPool('eu-central-1_clients');
  foreign = givenPool('us-east-1_workforce');
});

const givenTwoPools = (): Promise<GivenGateway> => givenGateway([workforce, clients]);

const ask = (gateway: GivenGateway, authorization: string | undefined): Promise<Response> =>
  gateway.request('/v1/notes/latest', authorization === undefined ? {} : { headers: { authorization } });

async function expectUnauthenticated(token: string | undefined): Promise<void> {
  const gateway = await givenTwoPools();

  const response = await ask(gateway, token);

  const headers = await expectProblem(response, 401, 'unauthenticated');
  expect(headers.get('www-authenticate')).toBe('Bearer');
  expect(headers.get('link')).toContain('</.well-known/coachvault>');
  expect(gateway.calls).toHaveLength(0);
}

describe('access tokens that are in order', () => {
  it('are taken from both pools, with the word Bearer and without', async () => {
    const gateway = await givenTwoPools();

    for (const token of [await givenToken(workforce), `Bearer ${await givenToken(clients)}`]) {
      expect((await ask(gateway, token)).status).toBe(200);
    }

    expect(gateway.calls).toHaveLength(2);
  });

  it('arrive as claims that are all strings, as API Gateway hands them over', async () => {
    const gateway = await givenTwoPools();

    await ask(gateway, await givenToken(workforce, { auth_time: 1_732_180_000, nested: { a: 1 }, flag: true }));

    expect(gateway.calls[0]?.event.requestContext.authorizer?.claims).toEqual({
      iss: workforce.issuer,
      sub: '5f0c1b9e-0000-4000-8000-000000000001',
      token_use: 'access',
      scope: 'coachvault/api',
      client_id: 'client1',
      username: 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M0',
      'cognito:groups': 'coach,org_admin',
      auth_time: '1732180000',
      iat: 'Sat Nov 21 09:59:00 UTC 2026',
      exp: 'Sat Nov 21 10:04:00 UTC 2026',
      nested: '{"a":1}',
      flag: 'true',
    });
  });

  it('are valid to the last second and not one longer', async () => {
    const gateway = await givenTwoPools();

    const last = await ask(gateway, await givenToken(workforce, { exp: SECONDS + 1 }));
    const over = await ask(gateway, await givenToken(workforce, { exp: SECONDS }));

    expect([last.status, over.status]).toEqual([200, 401]);
  });
});

describe('IA14: tokens that are refused before any function runs', () => {
  it('none, an empty one, and words that are no token', async () => {
    for (const token of [undefined, '', 'Bearer', 'Bearer not.a.token', 'Basic dXNlcjpwYXNz']) {
      await expectUnauthenticated(token);
    }
  });

  it('expired', async () => {
    await expectUnauthenticated(await givenToken(workforce, { exp: SECONDS - 1 }));
  });

  it('not yet valid', async () => {
    await expectUnauthenticated(await givenToken(workforce, { nbf: SECONDS + 60 }));
  });

  it('without an expiry', async () => {
    const { exp, ...claims } = accessClaims(workforce);

    await expectUnauthenticated(await sign(claims, workforce.privateKey, { kid: workforce.kid }));
  });

  it('of a pool that is not ours', async () => {
    await expectUnauthenticated(await givenToken(foreign));
  });

  it('signed by a stranger in the name of our pool', async () => {
    await expectUnauthenticated(await sign(accessClaims(workforce), foreign.privateKey, { kid: workforce.kid }));
  });

  it('signed by one of our pools in the name of the other', async () => {
    await expectUnauthenticated(await sign(accessClaims(workforce), clients.privateKey, { kid: clients.kid }));
  });

  it('changed after signing', async () => {
    const [header, , signature] = (await givenToken(workforce)).split('.');
    const claims = { ...accessClaims(workforce), 'cognito:groups': ['platform_admin'] };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');

    await expectUnauthenticated(`${header}.${payload}.${signature}`);
  });

  it('naming a key that the pool does not have', async () => {
    await expectUnauthenticated(await sign(accessClaims(workforce), workforce.privateKey, { kid: 'another' }));
  });

  it('of the algorithm none', async () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

    await expectUnauthenticated(`${part({ alg: 'none', kid: workforce.kid })}.${part(accessClaims(workforce))}.`);
  });

  it('of HS256 with the public key as the secret', async () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: 'HS256', kid: workforce.kid })}.${part(accessClaims(workforce))}`;
    const secret = workforce.publicKey.export({ format: 'pem', type: 'spki' });
    const signature = createHmac('sha256', secret).update(signed).digest('base64url');

    await expectUnauthenticated(`${signed}.${signature}`);
  });

  it('ID tokens, which carry personal data', async () => {
    await expectUnauthenticated(await givenToken(workforce, { token_use: 'id' }));
  });

  it('without the scope of the API: access is denied', async () => {
    const gateway = await givenTwoPools();

    for (const scope of [undefined, '', 'aws.cognito.signin.user.admin', 'coachvault/api2 openid']) {
      const response = await ask(
        gateway,
        await givenToken(workforce, scope === undefined ? { scope: null } : { scope }),
      );
      await expectProblem(response, 403, 'forbidden');
    }

    expect(gateway.calls).toHaveLength(0);
  });
});
