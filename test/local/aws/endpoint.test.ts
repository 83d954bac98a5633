import { request as httpRequest } from 'node:http';
import { CloudWatchLogsClient, StopQueryCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  BatchWriteItemCommand,
  CreateBackupCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
} from '@aws-sdk/client-dynamodb';
import { KMSClient, ListKeysCommand, ListResourceTagsCommand } from '@aws-sdk/client-kms';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startAwsEndpoint } from '#/local/aws/endpoint.ts';
import type { RestService } from '#/local/aws/rest-service.ts';
import { AwsError, type AwsService } from '#/local/aws/service.ts';
import { ensureTables } from '#/local/dynamodb/tables.ts';
import { givenAwsEndpoint, givenDynamoDb, givenKms, givenTable } from '#/test/support/local-aws.ts';

const LIST_TABLES = { 'x-amz-target': 'DynamoDB_20120810.ListTables', 'content-type': 'application/x-amz-json-1.0' };

/** `fetch` sets Host and Origin itself, so a forged one needs the plain client. */
function rawCall(url: string, headers: Record<string, string>, { method = 'POST', body = '{}' } = {}) {
  return new Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]>; body: string }>(
    (resolve, reject) => {
      const request = httpRequest(url, { method, headers }, async (answer) => {
        const chunks = await answer.toArray();
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks).toString('utf8') });
      });
      request.once('error', reject);
      request.end(method === 'POST' ? body : undefined);
    },
  );
}

const givenEchoService = (): AwsService => ({
  targetPrefix: 'EchoService',
  call: (action, input) => {
    if (action === 'Refuse') return Promise.reject(new AwsError('TeapotException', 'short and stout', 418));
    if (action === 'Break') return Promise.reject(new TypeError(`broke on ${JSON.stringify(input)}`));
    return Promise.resolve({ action, input });
  },
});

const signed = (service: string) => `AWS4-HMAC-SHA256 Credential=a/20261121/eu-central-1/${service}/aws4_request`;

const givenRestEcho = (): RestService => ({
  signingName: 'echo',
  handle: ({ method, path, query, body }) => {
    if (method === 'DELETE') return Promise.reject(new AwsError('TeapotException', 'short and stout', 418));
    const said = { method, path, query: Object.fromEntries(query), body: body.toString() };
    return Promise.resolve({ status: 201, headers: { 'x-amz-said': 'yes' }, body: JSON.stringify(said) });
  },
});

it.each(['evil.example', 'evil.example:8001', 'localhost.evil.example', '127.0.0.1.evil.example', 'null'])(
  'refuses the Host %j, so that no page reaches it by DNS rebinding',
  async (host) => {
    const { url } = await givenAwsEndpoint({ services: [givenEchoService()] });
    const answer = await rawCall(url, { host, 'x-amz-target': 'EchoService.Hello' });
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.body).__type).toBe('AccessDeniedException');
  },
);

it.each(['localhost', 'localhost:4321', '127.0.0.1:80', '[::1]:80', 'eu.localhost'])(
  'answers to the loopback Host %j',
  async (host) => {
    const { url } = await givenAwsEndpoint({ services: [givenEchoService()] });
    const answer = await rawCall(url, { host, 'x-amz-target': 'EchoService.Hello' }, { body: '{"a":1}' });
    expect(JSON.parse(answer.body)).toEqual({ action: 'Hello', input: { a: 1 } });
  },
);

it('lets pages of this machine call it, and no others', async () => {
  const { url } = await givenAwsEndpoint({ services: [givenEchoService()] });
  const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-amz-target' };

  const local = await rawCall(url, { ...preflight, origin: 'http://localhost:3000' }, { method: 'OPTIONS' });
  expect(local.status).toBe(204);
  expect(local.headers['access-control-allow-origin']).toBe('http://localhost:3000');
  expect(local.headers['access-control-allow-headers']).toBe('x-amz-target');

  const call = await rawCall(url, { origin: 'http://localhost:3000', 'x-amz-target': 'EchoService.Hello' });
  expect(call.headers['access-control-allow-origin']).toBe('http://localhost:3000');

  for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example']) {
    const foreign = await rawCall(url, { ...preflight, origin }, { method: 'OPTIONS' });
    expect(foreign.status).toBe(403);
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
  }
});

it('gives errors the shape of AWS, and tells of an unexpected one only its class', async () => {
  const lines: string[] = [];
  const { url } = await givenAwsEndpoint({ services: [givenEchoService()], log: (line) => void lines.push(line) });

  const refused = await rawCall(url, { 'x-amz-target': 'EchoService.Refuse' });
  expect(refused.status).toBe(418);
  expect(refused.headers['x-amzn-errortype']).toBe('TeapotException');
  expect(refused.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
  expect(JSON.parse(refused.body)).toEqual({ __type: 'TeapotException', message: 'short and stout' });

  const broken = await rawCall(url, { 'x-amz-target': 'EchoService.Break' }, { body: '{"name":"Ada"}' });
  expect(broken.status).toBe(500);
  expect(broken.body).not.toContain('Ada');
  expect(lines).toEqual(['AWS endpoint: EchoService.Break failed with TypeError']);
});

it.each(['[1]', '"text"', '{"half":', 'null'])('refuses the body %s', async (body) => {
  const { url } = await givenAwsEndpoint({ services: [givenEchoService()] });
  const answer = await rawCall(url, { 'x-amz-target': 'EchoService.Hello' }, { body });
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.body).__type).toBe('SerializationException');
});

it('refuses a body above 16 MB', async () => {
  const { url } = await givenAwsEndpoint({ services: [givenEchoService()] });
  const body = 'x'.repeat(16 * 1024 * 1024 + 1);
  const answer = await rawCall(url, { 'x-amz-target': 'EchoService.Hello' }, { body });
  expect(answer.status).toBe(413);
});

it('names what is missing and what there is, in the protocol of the caller', async () => {
  const database = await givenDynamoDb();
  const { url, client } = await givenAwsEndpoint({ services: [givenKms()], dynamodb: database });

  await expect(new KMSClient(client).send(new ListResourceTagsCommand({ KeyId: 'x' }))).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringMatching(/KMS does not support ListResourceTags.*GenerateDataKey/),
  });
  await expect(new CloudWatchLogsClient(client).send(new StopQueryCommand({ queryId: 'x' }))).rejects.toMatchObject({
    message: expect.stringMatching(/not support Logs_20140328\..*TrentService/),
  });
  await expect(
    new DynamoDBClient(client).send(new CreateBackupCommand({ TableName: 'some', BackupName: 'some' })),
  ).rejects.toMatchObject({ message: expect.stringContaining('DynamoDB_20120810.CreateBackup') });

  const query = { authorization: signed('sts'), 'content-type': 'application/x-www-form-urlencoded' };
  expect((await rawCall(url, query)).body).toMatch(/<ErrorResponse><Error>.*&#34;sts&#34;.*<\/ErrorResponse>/);
  expect((await rawCall(url, { authorization: signed('s3') })).body).toMatch(/^<Error><Code>UnknownOperation/);
  const cbor = await rawCall(url, { 'smithy-protocol': 'rpc-v2-cbor', authorization: signed('monitoring') });
  expect(cbor.headers['content-type']).toBe('application/cbor');
  expect(cbor.body).toContain('UnknownOperationException');
});

it('hands a request without a target to the service that it is signed for, in its header or its URL', async () => {
  const { url } = await givenAwsEndpoint({ rest: [givenRestEcho()] });
  const headers = { authorization: signed('echo') };

  const answer = await rawCall(`${url}/a%2Fb/c?x=1`, headers, { method: 'PUT' });
  expect(answer.status).toBe(201);
  expect(answer.headers['x-amz-said']).toBe('yes');
  expect(JSON.parse(answer.body)).toEqual({ method: 'PUT', path: '/a%2Fb/c', query: { x: '1' }, body: '' });

  const presigned = `${url}/d?X-Amz-Credential=a%2F20261121%2Feu-central-1%2Fecho%2Faws4_request`;
  expect(JSON.parse((await rawCall(presigned, {}, { body: 'text' })).body)).toMatchObject({ path: '/d', body: 'text' });

  const refused = await rawCall(`${url}/d`, headers, { method: 'DELETE' });
  expect([refused.status, refused.headers['x-amzn-errortype']]).toEqual([418, 'TeapotException']);

  const unknown = await rawCall(url, { authorization: signed('sqs') });
  expect(JSON.parse(unknown.body).message).toMatch(/not support POST request of the service "sqs".*services echo\./);
});

it('an answer in pieces: ends with a caller that goes away, and breaks off where its service fails', async () => {
  const lines: string[] = [];
  const left = Promise.withResolvers<void>();
  async function* pieces(path: string) {
    try {
      for (let count = 0; path === '/endless' || count < 2; count += 1) yield Buffer.alloc(65_536);
      if (path === '/failing') throw new RangeError('altered');
    } finally {
      if (path === '/endless') left.resolve();
    }
  }
  const handle: RestService['handle'] = async ({ path }) => ({
    status: 200,
    headers: { 'content-length': path === '/whole' ? '131072' : '1000000000' },
    body: pieces(path),
  });
  const rest = [{ signingName: 'echo', handle }];
  const { url } = await givenAwsEndpoint({ rest, log: (line) => void lines.push(line) });
  const get = (path: string) => fetch(`${url}${path}`, { headers: { authorization: signed('echo') } });

  expect(await (await get('/whole')).bytes()).toHaveLength(131_072);
  await (await get('/endless')).body?.cancel();
  await left.promise;
  await expect(get('/failing').then((answer) => answer.bytes())).rejects.toThrow();

  expect(lines).toEqual(['AWS endpoint: echo GET failed with RangeError']);
});

it('serves the documents of the identity service', async () => {
  const { url } = await givenAwsEndpoint({
    documents: (path) => (path === '/pool/.well-known/jwks.json' ? { keys: [] } : undefined),
  });
  const answer = await fetch(`${url}/pool/.well-known/jwks.json?x=1`);
  expect(await answer.json()).toEqual({ keys: [] });
  expect((await fetch(`${url}/other`)).status).toBe(400);
});

it('passes DynamoDB through, 1 MB batches included', async () => {
  const { client } = await givenAwsEndpoint({ dynamodb: await givenDynamoDb() });
  const dynamodb = new DynamoDBClient(client);
  expect((await dynamodb.send(new ListTablesCommand({}))).TableNames).toEqual([]);
  await ensureTables(dynamodb, [givenTable('table-big')]);
  const items = ['a', 'b', 'c'].map((id) => ({ id: { S: id }, body: { B: new Uint8Array(300_000).fill(7) } }));
  const RequestItems = { 'table-big': items.map((Item) => ({ PutRequest: { Item } })) };
  await dynamodb.send(new BatchWriteItemCommand({ RequestItems }));
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName: 'table-big', Key: { id: { S: 'b' } } }));
  expect(Item?.body?.B).toHaveLength(300_000);
});

it('needs no more than AWS_ENDPOINT_URL and any credentials', async () => {
  const { url } = await givenAwsEndpoint({ services: [givenKms()], dynamodb: await givenDynamoDb() });
  vi.stubEnv('AWS_ENDPOINT_URL', url);
  onTestFinished(() => void vi.unstubAllEnvs());
  const region = 'us-east-1';
  expect((await new DynamoDBClient({ region }).send(new ListTablesCommand({}))).TableNames).toEqual([]);
  expect((await new KMSClient({ region }).send(new ListKeysCommand({}))).Keys).toEqual([]);
});

it('answers a retryable error while the database is not reachable', async () => {
  const { url, client } = await givenAwsEndpoint({ dynamodb: { port: 1 } });
  const answer = await rawCall(url, LIST_TABLES);
  expect(answer.status).toBe(503);
  expect(JSON.parse(answer.body)).toMatchObject({
    __type: 'InternalServerError',
    message: expect.stringContaining('not reachable'),
  });
  const retrying = new DynamoDBClient({ ...client, maxAttempts: 2 });
  await expect(retrying.send(new ListTablesCommand({}))).rejects.toMatchObject({ $metadata: { attempts: 2 } });
});

it('says in one sentence that its port is taken', async () => {
  const { port } = await givenAwsEndpoint();
  await expect(startAwsEndpoint({ port, services: [], dynamodb: { port: 1 } })).rejects.toMatchObject({
    name: 'LocalRunError',
    message: expect.stringContaining(`port ${port} is taken`),
  });
});
