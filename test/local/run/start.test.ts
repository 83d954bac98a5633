import { once } from 'node:events';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { InstanceEntry } from '#/local/run/instance-entry.ts';
import { clientOf, givenDynamoDb } from '#/test/support/local-aws.ts';
import { type GivenStart, givenRoot, givenStart } from './given-start.ts';

const ONE = ['--port-base', '0', '--instance', 'eu', '--no-demo'];
const ITEM = { pk: { S: 'kept' }, sk: { S: 'over a restart' } };

const databaseOf = (entry: InstanceEntry | undefined): DynamoDBClient =>
  new DynamoDBClient(clientOf(entry?.awsEndpointUrl ?? ''));

/** Expects one sentence and the exit code 1, without a stack trace. */
async function expectRefusal(root: string, options: readonly string[], sentence: RegExp, env = {}): Promise<void> {
  const start = givenStart(root, options, env);

  expect(await start.ended).toBe(1);
  expect(start.output()).toMatch(sentence);
  expect(start.output()).not.toMatch(/^\s+at /m);
}

/** Resolves when nothing answers at a URL any more. */
async function untilGone(url: string): Promise<void> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const answers = await fetch(url).then(
      () => true,
      () => false,
    );
    if (!answers) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} still answers.`);
}

describe('npm start', () => {
  let root: string;
  let start: GivenStart;
  let entries: readonly InstanceEntry[];
  beforeAll(async () => {
    root = givenRoot();
    start = givenStart(root, ['--port-base', '0', '--no-demo']);
    entries = await start.ready();
  });

  it('runs every instance, and tells each of its siblings', async () => {
    expect(entries.map(({ id, region }) => [id, region])).toEqual([
      ['eu', 'eu-central-1'],
      ['na', 'us-east-1'],
    ]);
    const facts = await (await fetch(`${entries[0]?.apiUrl}/.well-known/coachvault`)).json();
    expect(facts).toMatchObject({ instance: 'eu', siblings: { na: entries[1]?.apiUrl } });
    expect(statSync(join(root, 'instances.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(root, 'eu')).mode & 0o777).toBe(0o700);
  });

  it('says so when it is running already', async () => {
    await expectRefusal(root, ONE, /^CoachVault is running here already: .* stop it by Ctrl-C/m);
  });

  it('takes an AWS endpoint that the user set in place of ours', async () => {
    const [entry] = entries;
    const foreign = givenStart(givenRoot(), ONE, { AWS_ENDPOINT_URL: entry?.awsEndpointUrl });

    const [other] = await foreign.ready();

    expect(other).toMatchObject({ awsEndpointUrl: entry?.awsEndpointUrl, userPools: entry?.userPools });
    expect(other?.apiUrl).not.toBe(entry?.apiUrl);
    expect((await fetch(`${other?.apiUrl}/v1/me`)).status).toBe(401);
  });

  // The last one: it stops what the others look at.
  it('stops at Ctrl-C, keeps the data over a stop and a start, and --fresh begins again', async () => {
    const [before] = entries;
    const TableName = before?.tables.coaching;
    await databaseOf(before).send(new PutItemCommand({ TableName, Item: ITEM }));
    start.signal('SIGINT');
    expect(await start.ended).toBe(0);

    const second = givenStart(root, ONE);
    const [again] = await second.ready();
    const kept = await databaseOf(again).send(new GetItemCommand({ TableName, Key: ITEM }));
    second.signal('SIGTERM');
    expect(await second.ended).toBe(0);
    const third = givenStart(root, [...ONE, '--fresh']);
    const [fresh] = await third.ready();
    const gone = await databaseOf(fresh).send(new GetItemCommand({ TableName, Key: ITEM }));

    expect(kept.Item).toEqual(ITEM);
    expect(again?.userPools).toEqual(before?.userPools);
    expect(gone.Item).toBeUndefined();
  });

  it('leaves nothing running when it is killed', async () => {
    const killed = givenStart(givenRoot(), ONE);
    const [entry] = await killed.ready();

    killed.signal('SIGKILL');

    await untilGone(entry?.apiUrl ?? '');
    await untilGone(entry?.awsEndpointUrl ?? '');
  });
});

describe('what a person can mend gets one sentence', () => {
  it('a taken port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const { port } = other.address() as { port: number };

    await expectRefusal(
      givenRoot(),
      ['--instance', 'eu', '--port-base', String(port)],
      new RegExp(`^The port ${port} is taken: stop what uses it, or choose others`, 'm'),
    );
  });

  it('a data folder that is a file, and a data root that is one', async () => {
    const root = givenRoot();
    writeFileSync(join(root, 'eu'), 'not a folder');

    await Promise.all([
      expectRefusal(root, ONE, /^The data folder .*eu cannot be used: /m),
      expectRefusal(join(root, 'eu'), ONE, /^The data folder .*eu cannot be used: /m),
    ]);
  });

  it('a damaged secret, database or user file', async () => {
    const damages = [
      ['root.secret', /^The secret .* is damaged: .*--fresh/m],
      ['dynamodb.sqlite', /^The database file .* is damaged: .*--fresh/m],
      ['cognito.sqlite', /^The file of the user pools .* cannot be opened: .*--fresh/m],
      ['kms.sqlite', /^The key file .* cannot be opened: .*--fresh/m],
    ] as const;
    const refusals = damages.map(([name, sentence]) => {
      const root = givenRoot();
      mkdirSync(join(root, 'eu'));
      writeFileSync(join(root, 'eu', name), 'this is not what should be here, by far'.repeat(200));
      return expectRefusal(root, ONE, sentence);
    });
    await Promise.all(refusals);
  });

  it('an option that does not exist, an instance that does not, a port that is none', async () => {
    const list = /--fresh .*--instance <id> .*--port-base <N> .*--no-demo/;

    await Promise.all([
      expectRefusal(givenRoot(), ['--frsh'], new RegExp(`^Unknown option '--frsh'\\. .*${list.source}`, 'm')),
      expectRefusal(
        givenRoot(),
        ['--instance', 'mars'],
        new RegExp(`^There is no instance "mars".*eu, na.*${list.source}`, 'm'),
      ),
      expectRefusal(givenRoot(), ['--port-base', '80'], new RegExp(`^--port-base must be.*${list.source}`, 'm')),
    ]);
  });

  it('an AWS endpoint of the user’s that lacks what must be there', async () => {
    await expectRefusal(
      givenRoot(),
      ONE,
      /^The AWS endpoint that you set has no KMS key alias\/coachvault-eu-wrapping: AWS_ENDPOINT_URL must offer DynamoDB/m,
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
    );
  });
});

it('a DynamoDB that the user set replaces ours', async () => {
  const database = await givenDynamoDb();
  const root = givenRoot();
  const start = givenStart(root, ONE, { AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${database.port}` });

  const [entry] = await start.ready();

  const client = new DynamoDBClient(clientOf(`http://127.0.0.1:${database.port}`));
  const { TableNames } = await client.send(new ListTablesCommand({}));
  expect(TableNames).toContain(entry?.tables.keys);
  expect(existsSync(join(root, 'eu', 'dynamodb.sqlite'))).toBe(false);
});
