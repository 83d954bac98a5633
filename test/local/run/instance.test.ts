import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { type BucketDefinition, type BucketName, bucketNames, buckets } from '#/domain/data-map/buckets.ts';
import { storeNames, stores } from '#/domain/data-map/stores.ts';
import { areas } from '#/lambdas/contract.ts';
import { bucketName } from '#/lib/names.ts';
import { localAccount } from '#/local/aws/account.ts';
import type { LoadModule } from '#/local/run/functions.ts';
import { handlerModules } from '#/local/run/handler-modules.ts';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';

const PERSON = 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M0';
const PASSWORD = 'Correct horse 9 battery!';

/** Functions that say what reached them; the trigger adds the scope as the real one does. */
const loadModule: LoadModule = async (area) => ({
  handler: async (event: { requestContext: { authorizer?: { claims: object } } }) => {
    process.stdout.write(`${JSON.stringify({ service: area, message: 'ran' })}\n`);
    if (area === 'sign-in') {
      const accessTokenGeneration = { scopesToAdd: ['coachvault/api'] };
      return { ...event, response: { claimsAndScopeOverrideDetails: { accessTokenGeneration } } };
    }
    return { statusCode: 200, body: JSON.stringify(event.requestContext.authorizer?.claims ?? {}) };
  },
});

async function givenCoach(instance: GivenInstance): Promise<string> {
  const cognito = new CognitoIdentityProviderClient(instance.awsConfig);
  const UserPoolId = instance.userPools.workforce.id;
  await cognito.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username: PERSON,
      UserAttributes: [
        { Name: 'email', Value: 'kim@example.org' },
        { Name: 'email_verified', Value: 'true' },
      ],
      DesiredDeliveryMediums: ['EMAIL'],
    }),
  );
  await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: PERSON, GroupName: 'coach' }));
  return instance.mails().at(-1)?.body.split(' ').at(-1) ?? '';
}

describe('one instance', () => {
  it('IA5 IA7: from the invitation’s mail by new password and authenticator to the API', async () => {
    const instance = await givenInstance({ loadModule });
    const password = await givenCoach(instance);

    const { accessToken, totpSecret } = await instance.signIn('workforce', {
      username: PERSON,
      password,
      newPassword: PASSWORD,
    });
    const me = await instance.call('GET', '/v1/me', { token: accessToken });

    expect(me).toMatchObject({
      status: 200,
      body: { username: PERSON, 'cognito:groups': 'coach', token_use: 'access' },
    });
    expect(totpSecret).toMatch(/^[A-Z2-7]{52}$/);
  });

  it('its clock moves for tokens, user pools and functions alike', async () => {
    const instance = await givenInstance({ loadModule, start: Date.parse('2027-03-01T00:00:00Z') });
    const password = await givenCoach(instance);
    const { accessToken, totpSecret } = await instance.signIn('workforce', {
      username: PERSON,
      password,
      newPassword: PASSWORD,
    });

    instance.clock.advance(5 * 60_000);
    const later = await instance.call('GET', '/v1/me', { token: accessToken });
    const again = await instance.signIn('workforce', { username: PERSON, password: PASSWORD, totpSecret });

    expect(later.status).toBe(401);
    expect(new Date(instance.clock.now()).toISOString()).toMatch(/^2027-03-01T00:05:/);
    expect((await instance.call('GET', '/v1/me', { token: again.accessToken })).status).toBe(200);
  });

  it('what a function prints lands in the log group of its area', async () => {
    const instance = await givenInstance({ loadModule });

    await instance.call('GET', '/openapi.json');

    const logs = new CloudWatchLogsClient(instance.awsConfig);
    const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: '/coachvault/eu/public' }));
    expect(events?.map(({ message }) => message)).toEqual(['{"service":"public","message":"ran"}']);
  });

  it('its tables are those of the data map: keys, expiry, streams', async () => {
    const instance = await givenInstance({ loadModule });
    const client = new DynamoDBClient(instance.awsConfig);

    for (const store of storeNames) {
      const TableName = instance.tables[store];
      const { Table } = await client.send(new DescribeTableCommand({ TableName }));
      const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
      expect(Table?.KeySchema?.map(({ AttributeName }) => AttributeName)).toEqual(['pk', 'sk']);
      expect(Table?.BillingModeSummary?.BillingMode).toBe('PAY_PER_REQUEST');
      expect(Table?.StreamSpecification?.StreamEnabled ?? false).toBe(stores[store].stream);
      expect(TimeToLiveDescription?.TimeToLiveStatus === 'ENABLED').toBe(stores[store].ttl);
    }
  });

  it('its buckets are those of the data map: locks, expiry, links that open them', async () => {
    const instance = await givenInstance({ loadModule });
    const s3 = new S3Client(instance.awsConfig);
    const nameOf = (bucket: BucketName) => bucketName({ id: instance.id, account: localAccount }, bucket);
    const Key = 'eu.object_01J9ZC8QX1V5N4B7T2W3Y6K8M0';

    for (const bucket of bucketNames) {
      const { objectLock }: BucketDefinition = buckets[bucket];
      await s3.send(new PutObjectCommand({ Bucket: nameOf(bucket), Key, Body: bucket }));
      const { ObjectLockMode } = await s3.send(new HeadObjectCommand({ Bucket: nameOf(bucket), Key }));
      expect(ObjectLockMode).toBe(objectLock && 'COMPLIANCE');
    }
    instance.clock.advance(7 * 86_400_000);

    const linkTo = async (bucket: BucketName) =>
      fetch(await getSignedUrl(s3, new GetObjectCommand({ Bucket: nameOf(bucket), Key })));
    expect(await (await linkTo('recordings')).text()).toBe('recordings');
    expect((await linkTo('exports')).status).toBe(404);
  });

  it('keeps data, people and keys over a restart', async () => {
    const first = await givenInstance({ loadModule });
    const password = await givenCoach(first);
    const TableName = first.tables.coaching;
    const Item = { pk: { S: 'a' }, sk: { S: 'b' } };
    await new DynamoDBClient(first.awsConfig).send(new PutItemCommand({ TableName, Item }));
    await first.close();

    const second = await givenInstance({ loadModule, folder: first.folder.path });

    const found = await new DynamoDBClient(second.awsConfig).send(new GetItemCommand({ TableName, Key: Item }));
    expect(found.Item).toEqual(Item);
    expect({ pools: second.userPools, keys: second.keys }).toEqual({ pools: first.userPools, keys: first.keys });
    await second.signIn('workforce', { username: PERSON, password, newPassword: PASSWORD });
  });
});

it('every area of the contracts has its function here, and there is no other', () => {
  expect(Object.keys(handlerModules).sort()).toEqual(areas.map(({ name }) => name).sort());
});
