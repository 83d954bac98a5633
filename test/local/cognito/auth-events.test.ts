import {
  AdminForgetDeviceCommand,
  AdminListDevicesCommand,
  AdminListUserAuthEventsCommand,
  CognitoIdentityProviderClient,
  ResourceNotFoundException,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AwsEndpoint } from '#/local/aws/endpoint.ts';
import { type GivenCognito, givenCognito, givenEndpoint } from '#/test/local/cognito/given-cognito.ts';
import {
  expectRefused,
  givenEnrolled,
  givenPerson,
  type Person,
  respond,
  signIn,
  startSignIn,
  wrongCode,
} from '#/test/local/cognito/given-sign-in.ts';
import { clientOf } from '#/test/support/local-aws.ts';

let given: GivenCognito;
let endpoint: AwsEndpoint;
let sdk: CognitoIdentityProviderClient;

beforeEach(async () => {
  given = givenCognito();
  endpoint = await givenEndpoint(given);
  sdk = new CognitoIdentityProviderClient(clientOf(endpoint.url));
});

afterEach(async () => {
  sdk.destroy();
  await endpoint.close();
  given.close();
});

const userOf = ({ pool, username }: Person) => ({ UserPoolId: given.poolId(pool), Username: username });
const eventsOf = async (person: Person, input: { MaxResults?: number; NextToken?: string } = {}) =>
  sdk.send(new AdminListUserAuthEventsCommand({ ...userOf(person), ...input }));

it('MO2 IR4: sign-ins are listed the newest first, each with what was asked and whether it was right', async () => {
  const person = await givenEnrolled(given, 'workforce');
  await expectRefused(startSignIn(given, person, 'Wrong-Password-1'), 'NotAuthorizedException');
  given.clock.now += 60_000;
  const { Session } = await startSignIn(given, person, person.password);
  const code = { SOFTWARE_TOKEN_MFA_CODE: wrongCode(given, person.secret) };
  await expectRefused(respond(given, person, 'SOFTWARE_TOKEN_MFA', Session, code), 'CodeMismatchException');

  const { AuthEvents = [] } = await eventsOf(person);

  const [wrongFactor, wrongPassword, passed] = AuthEvents;
  expect(AuthEvents).toHaveLength(3);
  expect(wrongFactor).toMatchObject({
    EventType: 'SignIn',
    EventResponse: 'Fail',
    CreationDate: new Date(given.clock.now),
    ChallengeResponses: [
      { ChallengeName: 'Password', ChallengeResponse: 'Success' },
      { ChallengeName: 'Mfa', ChallengeResponse: 'Failure' },
    ],
  });
  expect(wrongPassword).toMatchObject({
    EventResponse: 'Fail',
    ChallengeResponses: [{ ChallengeName: 'Password', ChallengeResponse: 'Failure' }],
  });
  expect(passed?.EventResponse).toBe('Pass');
});

it('MO2 IR4: sign-ins come in pages, and whoever was deleted leaves none to whoever comes after them', async () => {
  const person = await givenPerson(given, 'clients');
  for (let count = 0; count < 3; count++) await signIn(given, person);

  const first = await eventsOf(person, { MaxResults: 2 });
  const second = await eventsOf(person, { MaxResults: 2, NextToken: first.NextToken ?? '' });
  expect([first.AuthEvents?.length, second.AuthEvents?.length, second.NextToken]).toEqual([2, 1, undefined]);

  await given.call('AdminDeleteUser', userOf(person));
  await expect(eventsOf(person)).rejects.toBeInstanceOf(UserNotFoundException);
  expect((await eventsOf(await givenPerson(given, 'clients'))).AuthEvents).toEqual([]);
});

it('IR9: no device is remembered, so none is listed and none can be forgotten', async () => {
  const person = await givenPerson(given, 'clients');

  expect((await sdk.send(new AdminListDevicesCommand({ ...userOf(person), Limit: 60 }))).Devices).toEqual([]);
  const DeviceKey = 'eu-central-1_5a9f24c1-7f6e-4f70-b6b9-000000000001';
  const forgetting = sdk.send(new AdminForgetDeviceCommand({ ...userOf(person), DeviceKey }));
  await expect(forgetting).rejects.toBeInstanceOf(ResourceNotFoundException);
  const stranger = { ...userOf(person), Username: 'eu.person_01JD00000000000000000000ZZ' };
  await expect(sdk.send(new AdminListDevicesCommand(stranger))).rejects.toBeInstanceOf(UserNotFoundException);
});
