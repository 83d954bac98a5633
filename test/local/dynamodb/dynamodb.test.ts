import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { DynamoDBClient, GetItemCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it, onTestFinished, vi } from 'vitest';
import { findDynoxide } from '#/local/dynamodb/binary.ts';
import { startDynamoDb } from '#/local/dynamodb/dynamodb.ts';
import { ensureTables } from '#/local/dynamodb/tables.ts';
import { clientOf, givenFolder, givenTable } from '#/test/support/local-aws.ts';

const clientOn = (port: number): DynamoDBClient => new DynamoDBClient(clientOf(`http://127.0.0.1:${port}`));

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

const expectNothingOn = (port: number) =>
  vi.waitFor(async () => expect(await isListening(port)).toBe(false), { timeout: 10_000, interval: 20 });

/** Command lines of running processes; only Linux shows them as files, elsewhere the port has to do. */
function commandLines(): string[] {
  if (!existsSync('/proc/self/cmdline')) return [];
  return readdirSync('/proc').flatMap((pid) => {
    try {
      return /^\d+$/.test(pid) ? [readFileSync(join('/proc', pid, 'cmdline'), 'utf8')] : [];
    } catch {
      return [];
    }
  });
}

/** Neither the database nor the shell that watches it. */
const expectNoProcessWith = (file: string) =>
  vi.waitFor(() => expect(commandLines().filter((line) => line.includes(file))).toEqual([]), { timeout: 1_500 });

/** A process of its own that runs a database until it is killed. */
async function givenParentProcess(file: string): Promise<{ port: number; kill(signal: NodeJS.Signals): void }> {
  const script = `
    import { startDynamoDb } from '#/local/dynamodb/dynamodb.ts';
    const { port } = await startDynamoDb({ file: process.argv[1] });
    console.log(port);
    setInterval(() => {}, 1000);`;
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
  const parent: ChildProcessByStdio<null, Readable, null> = spawn(
    process.execPath,
    ['--input-type=module', '-e', script, file],
    { stdio },
  );
  onTestFinished(() => void parent.kill('SIGKILL'));
  const [line] = await once(parent.stdout, 'data');
  return { port: Number(String(line)), kill: (signal) => void parent.kill(signal) };
}

it('keeps what was written over a restart, in files that only their owner may read', async () => {
  const file = join(givenFolder(), 'new', 'data.db');
  const first = await startDynamoDb({ file });
  const before = clientOn(first.port);
  await ensureTables(before, [givenTable('table-kept')]);
  await before.send(new PutItemCommand({ TableName: 'table-kept', Item: { id: { S: 'a' } } }));
  const modes = readdirSync(dirname(file)).map((name) => statSync(join(dirname(file), name)).mode & 0o077);
  expect(modes.every((mode) => mode === 0)).toBe(true);
  before.destroy();
  await first.close();
  await first.close();
  await expectNothingOn(first.port);

  const second = await startDynamoDb({ file });
  onTestFinished(() => second.close());
  const { Item } = await clientOn(second.port).send(
    new GetItemCommand({ TableName: 'table-kept', Key: { id: { S: 'a' } }, ConsistentRead: true }),
  );
  expect(Item).toEqual({ id: { S: 'a' } });
});

it.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('leaves no orphan when its parent ends by %s', async (signal) => {
  const file = join(givenFolder(), 'data.db');
  const parent = await givenParentProcess(file);
  expect((await clientOn(parent.port).send(new ListTablesCommand({}))).TableNames).toEqual([]);
  parent.kill(signal);
  await expectNothingOn(parent.port);
  await expectNoProcessWith(file);
});

it('ends even while a client holds its connection open', async () => {
  const database = await startDynamoDb({ file: join(givenFolder(), 'data.db') });
  const client = clientOn(database.port);
  await client.send(new ListTablesCommand({}));
  await database.close();
  await expectNothingOn(database.port);
  client.destroy();
});

it('restarts nothing by itself, says so, and repeats none of the output of the database', async () => {
  const lines: string[] = [];
  const database = await startDynamoDb({ file: join(givenFolder(), 'data.db'), log: (line) => void lines.push(line) });
  await clientOn(database.port)
    .send(new PutItemCommand({ TableName: 'table-none', Item: { id: { S: 'Ada Lovelace' } } }))
    .catch(() => undefined);
  await database.close();
  expect(await database.ended).toBe(0);
  expect(lines).toEqual([`DynamoDB listens on 127.0.0.1:${database.port}`, 'DynamoDB ended with code 0']);
});

it('says in one sentence how to mend a damaged file or folder', async () => {
  const folder = givenFolder();
  const damaged = join(folder, 'damaged.db');
  writeFileSync(damaged, 'this is no database at all, but it is long enough to be taken for one');
  await expect(startDynamoDb({ file: damaged })).rejects.toMatchObject({
    name: 'LocalRunError',
    message: expect.stringMatching(/^The database file .*damaged\.db is damaged: .*--fresh.*\.$/),
  });
  const aFolder = join(folder, 'folder.db');
  mkdirSync(aFolder);
  await expect(startDynamoDb({ file: aFolder })).rejects.toThrow(/cannot be opened: let this user read and write it/);
  await expect(startDynamoDb({ file: join(damaged, 'data.db') })).rejects.toThrow(/The data folder .* cannot be used/);
});

it('finds the program on the path when its package is absent, and says how to get it when it is nowhere', () => {
  const folder = givenFolder();
  expect(() => findDynoxide(folder, undefined)).not.toThrow();
  expect(() => findDynoxide(folder, join(folder, 'missing'))).toThrow(
    /dynoxide is missing .* AWS_ENDPOINT_URL_DYNAMODB/,
  );
  writeFileSync(join(folder, 'dynoxide'), '', { mode: 0o755 });
  expect(findDynoxide(`/nowhere:${folder}`, join(folder, 'missing'))).toBe(join(folder, 'dynoxide'));
});
