import { CognitoIdentityProviderClient, ListUserPoolClientsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiScope, factorsClientName, selfServiceScope } from '#/domain/access/token.ts';
import { signIn } from '#/local/demo/sign-in.ts';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import { givenStaff, type Person } from '#/test/support/people.ts';

describe('tokens', () => {
  let instance: GivenInstance;
  let person: Person;

  beforeAll(async () => {
    instance = await givenInstance();
    person = await givenStaff(instance, 'privacy');
  });
  afterAll(() => instance.close());

  async function givenFactorsToken(): Promise<string> {
    const cognito = new CognitoIdentityProviderClient(instance.awsConfig);
    const UserPoolId = instance.userPools.workforce.id;
    const { UserPoolClients = [] } = await cognito.send(new ListUserPoolClientsCommand({ UserPoolId }));
    const clientId = UserPoolClients.find(({ ClientName }) => ClientName === factorsClientName)?.ClientId ?? '';
    instance.clock.advance(60_000);
    const { personId: username, password, totpSecret } = person;
    return (await signIn(cognito, { clientId, username, password, totpSecret, now: instance.clock.now })).accessToken;
  }

  it('IA11: of the API carry its scope and cannot change how their owner signs in', () => {
    const scopes = String(decodeJwt(person.token).scope).split(' ');
    expect(scopes).toContain(apiScope);
    expect(scopes).not.toContain(selfServiceScope);
  });

  it('IA7: of the client that manages factors are refused by the API', async () => {
    const token = await givenFactorsToken();
    const scopes = String(decodeJwt(token).scope).split(' ');
    expect(scopes).toContain(selfServiceScope);
    expect(scopes).not.toContain(apiScope);
    const answer = await instance.call('GET', '/v1/me', { token });
    expect([401, 403]).toContain(answer.status);
  });
});
