import { randomBytes } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  GetTokensFromRefreshTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { ulid } from 'ulid';
import { poolOf, type Role, type StaffRole } from '#/domain/access/roles.ts';
import { invitationTo } from '#/local/run/read-outbox.ts';
import { addStaff, foundInstance } from '#/vault/founding.ts';
import { openVault, type Vault } from '#/vault/vault.ts';
import type { ApiAnswer, ApiCall, GivenInstance } from './instance.ts';

/** Somebody who has signed in. */
export type Person = {
  readonly personId: string;
  readonly email: string;
  readonly role: Role;
  readonly token: string;
  readonly refreshToken: string;
  readonly password: string;
  readonly totpSecret?: string | undefined;
  call(method: string, path: string, request?: ApiCall): Promise<ApiAnswer>;
};

const password = 'Correct-Horse-Battery-1';
/** An address that nobody has yet, whatever file of the process has asked before. */
export const nextEmail = (role: Role): string =>
  `${role.replace('_', '.')}.${randomBytes(6).toString('hex')}@people.example`;

/** The vault of an instance, as an operator with AWS credentials has it. */
export function vaultOf(instance: GivenInstance): Vault {
  const { awsConfig, tables, keys, id, clock } = instance;
  return openVault({
    instance: id,
    dynamo: new DynamoDBClient(awsConfig),
    kms: new KMSClient(awsConfig),
    tables,
    wrappingKey: keys.wrapping,
    macKey: keys.mac,
    signingKey: keys.signing,
    now: clock.now,
    mintId: (kind) => `${id}.${kind}_${ulid(clock.now())}`,
    random: Math.random,
  });
}

/** First sign-in of somebody who was invited by mail: temporary password, new password, authenticator where asked for. */
export async function givenSignedIn(instance: GivenInstance, role: Role, email: string): Promise<Person> {
  const mail = invitationTo(instance.folder.at('outbox'), email);
  if (!mail) throw new Error('No invitation reached that address.');
  const { username, temporaryPassword } = mail;
  const first = { username, password: temporaryPassword, newPassword: password };
  const { accessToken, refreshToken, totpSecret } = await instance.signIn(poolOf(role), first);
  return {
    personId: username,
    email,
    role,
    refreshToken,
    password,
    totpSecret,
    ...bearer(instance, accessToken),
  };
}

const bearer = (instance: GivenInstance, token: string): Pick<Person, 'token' | 'call'> => ({
  token,
  call: (method, path, request = {}) => instance.call(method, path, { token, ...request }),
});

export async function givenStaff(instance: GivenInstance, role: StaffRole): Promise<Person> {
  const vault = vaultOf(instance);
  await foundInstance(vault);
  const email = nextEmail(role);
  const Username = await addStaff(vault, role, email);
  const cognito = new CognitoIdentityProviderClient(instance.awsConfig);
  const UserPoolId = instance.userPools.workforce.id;
  const UserAttributes = [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ];
  await cognito.send(
    new AdminCreateUserCommand({ UserPoolId, Username, UserAttributes, DesiredDeliveryMediums: ['EMAIL'] }),
  );
  await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName: role }));
  return givenSignedIn(instance, role, email);
}

/** The body of an answer that has this status; throws with the answer otherwise. */
export function expectStatus(answer: ApiAnswer, status: number): Record<string, unknown> {
  if (answer.status !== status)
    throw new Error(`Expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body as Record<string, unknown>;
}

export type Organization = { readonly organizationId: string; readonly admin: Person };

export async function givenOrganization(instance: GivenInstance, operator: Person): Promise<Organization> {
  const adminEmail = nextEmail('org_admin');
  const answer = await operator.call('POST', '/v1/organizations', { body: { name: 'Ardent Works', adminEmail } });
  const { organizationId } = expectStatus(answer, 201) as { organizationId: string };
  return { organizationId, admin: await givenSignedIn(instance, 'org_admin', adminEmail) };
}

export async function givenMember(
  instance: GivenInstance,
  { organizationId, admin }: Organization,
  role: 'coach' | 'sponsor' | 'org_admin' | 'client',
): Promise<Person> {
  const email = nextEmail(role);
  expectStatus(await admin.call('POST', `/v1/organizations/${organizationId}/members`, { body: { email, role } }), 202);
  return givenSignedIn(instance, role, email);
}

export async function givenSignedTerms({ organizationId, admin }: Organization, sponsor: Person): Promise<string> {
  const path = `/v1/organizations/${organizationId}/programme-terms`;
  const body = { title: 'Leading with calm', text: 'What was agreed.', sponsorSees: ['aggregate_participation'] };
  const { termsId } = expectStatus(await admin.call('POST', path, { body }), 201) as { termsId: string };
  expectStatus(await sponsor.call('POST', `${path}/${termsId}/sign`), 200);
  return termsId;
}

export type Engagement = {
  readonly engagementId: string;
  /** The agreement that it started under. */
  readonly agreementId: string;
  readonly coach: Person;
  readonly client: Person;
};

/** An engagement that has started: terms, agreement signed by both, privacy review. */
export async function givenEngagement(
  organizationId: string,
  termsId: string,
  coach: Person,
  client: Person,
): Promise<Engagement> {
  const body = { organizationId, termsId, clientEmail: client.email, focus: 'Speaking up in meetings' };
  const { engagementId } = expectStatus(await coach.call('POST', '/v1/engagements', { body }), 201) as {
    engagementId: string;
  };
  const path = `/v1/engagements/${engagementId}`;
  const proposed = await coach.call('POST', `${path}/agreements`, { body: { text: 'We meet every second week.' } });
  const { agreementId } = expectStatus(proposed, 201) as { agreementId: string };
  expectStatus(await client.call('POST', `${path}/agreements/${agreementId}/sign`), 200);
  expectStatus(await client.call('POST', `${path}/privacy-review`, { body: { confirmed: true } }), 200);
  expectStatus(await coach.call('POST', `${path}/start`, { body: { agreementId } }), 200);
  return { engagementId, agreementId, coach, client };
}

export type Programme = Organization & { readonly sponsor: Person; readonly termsId: string };

/** An organisation with an administrator, a sponsor and the programme terms that the sponsor has signed. */
export async function givenProgramme(instance: GivenInstance, operator: Person): Promise<Programme> {
  const organization = await givenOrganization(instance, operator);
  const sponsor = await givenMember(instance, organization, 'sponsor');
  return { ...organization, sponsor, termsId: await givenSignedTerms(organization, sponsor) };
}

/** A coach and a client of a programme whose coaching has started. */
export async function givenPair(instance: GivenInstance, programme: Programme): Promise<Engagement> {
  const coach = await givenMember(instance, programme, 'coach');
  const client = await givenMember(instance, programme, 'client');
  return givenEngagement(programme.organizationId, programme.termsId, coach, client);
}

/** Another sign-in of somebody known, at the end of a code's 30 seconds: a code counts once. */
export async function givenSignedInAgain(instance: GivenInstance, person: Person): Promise<Person> {
  if (person.totpSecret) instance.clock.advance(30_000);
  const { personId: username, password, totpSecret } = person;
  const { accessToken, refreshToken } = await instance.signIn(poolOf(person.role), { username, password, totpSecret });
  return { ...person, refreshToken, ...bearer(instance, accessToken) };
}

/** The same sign-in with new tokens: the refresh token that was used is no good any more. */
export async function givenRefreshed(instance: GivenInstance, person: Person): Promise<Person> {
  const cognito = new CognitoIdentityProviderClient(instance.awsConfig);
  const ClientId = instance.userPools[poolOf(person.role)].clientId;
  const command = new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken: person.refreshToken });
  const { AccessToken = '', RefreshToken = '' } = (await cognito.send(command)).AuthenticationResult ?? {};
  cognito.destroy();
  return { ...person, refreshToken: RefreshToken, ...bearer(instance, AccessToken) };
}

export async function givenSession(
  { engagementId, coach }: Pick<Engagement, 'engagementId' | 'coach'>,
  startsAt: string,
  topic = 'Feedback',
): Promise<string> {
  const body = { startsAt, durationMinutes: 60, topic };
  const answer = await coach.call('POST', `/v1/engagements/${engagementId}/sessions`, { body });
  return (expectStatus(answer, 201) as { sessionId: string }).sessionId;
}
