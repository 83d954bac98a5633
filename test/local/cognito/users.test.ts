import { afterEach, beforeEach, expect, it } from 'vitest';
import { type GivenCognito, givenCognito, givenInvited } from '#/test/local/cognito/given-cognito.ts';
import {
  expectRefused,
  givenPerson,
  PASSWORD,
  type Person,
  signIn,
  startSignIn,
} from '#/test/local/cognito/given-sign-in.ts';

const USERNAME = 'eu.person_01JD0000000000000000000050';

type User = { Username: string; Attributes: { Name: string; Value: string }[] };

let given: GivenCognito;

beforeEach(() => {
  given = givenCognito();
});

afterEach(() => given.close());

it('an invitation brings username and temporary password by mail', async () => {
  const temporary = await givenInvited(given, 'clients', USERNAME, 'invited@example.org');

  expect(given.outbox).toEqual([
    {
      to: 'invited@example.org',
      username: USERNAME,
      subject: 'Your temporary password',
      body: `Your username is ${USERNAME} and your temporary password is ${temporary}`,
    },
  ]);
  const invited = { pool: 'clients', username: USERNAME, email: '', password: temporary };
  expect(await startSignIn(given, invited, temporary)).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' });
});

it('RESEND replaces the temporary password of who never signed in, and of nobody else', async () => {
  const first = await givenInvited(given, 'clients', USERNAME, 'invited@example.org');
  const person = await givenPerson(given, 'clients');
  const resend = (Username: string) =>
    given.call('AdminCreateUser', { UserPoolId: given.poolId('clients'), Username, MessageAction: 'RESEND' });
  await resend(USERNAME);

  const invited = { pool: 'clients', username: USERNAME, email: '', password: first };
  await expectRefused(startSignIn(given, invited, first), 'NotAuthorizedException');
  const second = given.outbox.at(-1)?.body.split(' ').at(-1) ?? '';
  expect(await startSignIn(given, invited, second)).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' });
  await expectRefused(resend(person.username), 'UnsupportedUserStateException');
  await expectRefused(resend('eu.person_unknown'), 'UserNotFoundException');
});

it('a mail that cannot be delivered is said, and the invitation can be sent again', async () => {
  given.close();
  given = givenCognito({ deliver: () => Promise.reject(new Error('invited@example.org bounced')) });

  const invited = givenInvited(given, 'clients', USERNAME, 'invited@example.org');

  await expectRefused(invited, 'CodeDeliveryFailureException', 'The message could not be delivered.');
  expect(await adminGet(USERNAME)).toMatchObject({ UserStatus: 'FORCE_CHANGE_PASSWORD' });
});

it('usernames and verified addresses exist once in a pool', async () => {
  const person = await givenPerson(given, 'clients');

  await expectRefused(create(person.username, 'another@example.org'), 'UsernameExistsException');
  await expectRefused(create(USERNAME, person.email.toUpperCase()), 'AliasExistsException');
  await expectRefused(adminGet(USERNAME), 'UserNotFoundException');
  await create(USERNAME, person.email, 'workforce');
});

it('ForceAliasCreation moves the address to the new user', async () => {
  const person = await givenPerson(given, 'clients');
  await create(USERNAME, person.email, 'clients', { ForceAliasCreation: true });

  expect(await adminGet(person.email)).toMatchObject({ Username: USERNAME });
});

it('a username cannot be an address, because usernames stand readable in the file', async () => {
  await expectRefused(
    create('someone@example.org', 'someone@example.org'),
    'InvalidParameterException',
    /email format/,
  );
});

it('sign-in works by address in any case, but not by an address that is not verified', async () => {
  const person = await givenPerson(given, 'clients');
  expect((await signIn(given, { ...person, username: 'PERSON1@example.ORG' })).AccessToken).toBeTruthy();

  await update(person, [{ Name: 'email', Value: 'moved@example.org' }]);
  for (const username of [person.email, 'moved@example.org']) {
    await expectRefused(startSignIn(given, { ...person, username }, PASSWORD), 'NotAuthorizedException');
  }
  await update(person, [{ Name: 'email_verified', Value: 'true' }]);
  expect((await signIn(given, { ...person, username: 'moved@example.org' })).AccessToken).toBeTruthy();
});

it('sub and attributes outside the schema cannot be written', async () => {
  const person = await givenPerson(given, 'clients');

  for (const Name of ['sub', 'custom:role', 'shoe_size']) {
    await expectRefused(update(person, [{ Name, Value: 'x' }]), 'InvalidParameterException', new RegExp(Name));
  }
  await expectRefused(update(person, [{ Name: 'email', Value: 'none' }]), 'InvalidParameterException', /email address/);
});

it('a blank value removes an attribute', async () => {
  const person = await givenPerson(given, 'clients');
  await update(person, [{ Name: 'name', Value: 'Dagny' }]);
  await update(person, [{ Name: 'name', Value: '' }]);
  expect(JSON.stringify(await adminGet(person.username))).not.toContain('"name"');

  await update(person, [{ Name: 'email', Value: '' }]);
  await expectRefused(adminGet(person.email), 'UserNotFoundException');
});

it('a deleted user is gone with sign-ins and memberships', async () => {
  const person = await givenPerson(given, 'clients');
  const UserPoolId = given.poolId('clients');
  const { AccessToken, RefreshToken } = await signIn(given, person);
  await given.call('CreateGroup', { UserPoolId, GroupName: 'coach' });
  await given.call('AdminAddUserToGroup', { UserPoolId, GroupName: 'coach', Username: person.username });
  await given.call('AdminDeleteUser', { UserPoolId, Username: person.username });

  await expectRefused(adminGet(person.username), 'UserNotFoundException');
  await expectRefused(startSignIn(given, person, PASSWORD), 'NotAuthorizedException', /Incorrect/);
  const refresh = given.call('GetTokensFromRefreshToken', { RefreshToken, ClientId: given.clientId('clients') });
  await expectRefused(refresh, 'NotAuthorizedException', 'Invalid Refresh Token');
  await expectRefused(given.call('GetUser', { AccessToken }), 'NotAuthorizedException', /revoked/);
  expect(await given.call('ListUsersInGroup', { UserPoolId, GroupName: 'coach' })).toEqual({ Users: [] });
});

it('lists are filtered and paged', async () => {
  const people: Person[] = [];
  for (const n of [1, 2, 3]) people.push(await givenPerson(given, 'clients', n));
  await given.call('AdminDisableUser', { UserPoolId: given.poolId('clients'), Username: people[2]?.username });
  const names = async (Filter: string): Promise<number[]> => {
    const { Users } = (await given.call('ListUsers', { UserPoolId: given.poolId('clients'), Filter })) as {
      Users: User[];
    };
    return Users.map((user) => people.findIndex((person) => person.username === user.Username) + 1);
  };
  const sub = ((await adminGet(people[1]?.username ?? '')).UserAttributes as User['Attributes'])[0]?.Value;

  expect(await names('email = "PERSON2@example.org"')).toEqual([2]);
  expect(await names('email ^= "person"')).toEqual([1, 2, 3]);
  expect(await names(`"username"="${people[0]?.username}"`)).toEqual([1]);
  expect(await names(`sub = "${sub}"`)).toEqual([2]);
  expect(await names('status = "Disabled"')).toEqual([3]);
  expect(await names('cognito:user_status = "FORCE_CHANGE_PASSWORD"')).toEqual([]);
  await expectRefused(names('email like "x"'), 'InvalidParameterException', 'Error while parsing filter.');
});

it('pages follow one another by a token that fits no other list', async () => {
  for (const n of [1, 2, 3]) await givenPerson(given, 'clients', n);
  const list = (more: object) => given.call('ListUsers', { UserPoolId: given.poolId('clients'), Limit: 2, ...more });
  const first = await list({});
  const second = await list({ PaginationToken: first.PaginationToken });

  expect([first.Users, second.Users].map((users) => (users as User[]).length)).toEqual([2, 1]);
  expect(second).not.toHaveProperty('PaginationToken');
  const other = list({ PaginationToken: first.PaginationToken, Filter: 'email ^= "p"' });
  await expectRefused(other, 'InvalidParameterException', /pagination token/);
});

it('groups are created once, list their members, and leave on removal', async () => {
  const person = await givenPerson(given, 'clients');
  const UserPoolId = given.poolId('clients');
  const membership = { UserPoolId, GroupName: 'coach', Username: person.username };
  await expectRefused(given.call('AdminAddUserToGroup', membership), 'ResourceNotFoundException', 'Group not found.');
  await given.call('CreateGroup', { UserPoolId, GroupName: 'coach', Description: 'Coaches', Precedence: 1 });
  await expectRefused(given.call('CreateGroup', { UserPoolId, GroupName: 'coach' }), 'GroupExistsException');

  await given.call('AdminAddUserToGroup', membership);
  await given.call('AdminAddUserToGroup', membership);
  const groups = [{ GroupName: 'coach', UserPoolId, Description: 'Coaches', Precedence: 1 }];
  expect(await given.call('AdminListGroupsForUser', membership)).toMatchObject({ Groups: groups });
  expect(await given.call('ListGroups', { UserPoolId })).toMatchObject({ Groups: groups });
  expect(await given.call('ListUsersInGroup', membership)).toMatchObject({ Users: [{ Username: person.username }] });

  await given.call('AdminRemoveUserFromGroup', membership);
  expect(await given.call('AdminListGroupsForUser', membership)).toEqual({ Groups: [] });
});

function adminGet(Username: string): Promise<Record<string, unknown>> {
  return given.call('AdminGetUser', { UserPoolId: given.poolId('clients'), Username });
}

function create(
  Username: string,
  email: string,
  pool = 'clients',
  more: object = {},
): Promise<Record<string, unknown>> {
  const UserAttributes = [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ];
  const UserPoolId = given.poolId(pool);
  return given.call('AdminCreateUser', { UserPoolId, Username, UserAttributes, MessageAction: 'SUPPRESS', ...more });
}

function update(person: Person, UserAttributes: object[]): Promise<Record<string, unknown>> {
  const target = { UserPoolId: given.poolId(person.pool), Username: person.username };
  return given.call('AdminUpdateUserAttributes', { ...target, UserAttributes });
}
